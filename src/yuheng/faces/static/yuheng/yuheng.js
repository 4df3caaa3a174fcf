/* What script adds to pages that already read without it. One file, no framework; each part is a function called at the end. */
(function () {
  "use strict";
  const root = document.documentElement;
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const one = (selector, from) => (from || document).querySelector(selector);
  const cookie = (name, value) => { document.cookie = name + "=" + value + ";path=/;max-age=31536000;samesite=lax"; };
  const phone = () => matchMedia("(max-width: 640px)").matches;
  const token = () => { const field = one("input[name=csrfmiddlewaretoken]"); return field ? field.value : ""; };

  function notice(text, href, link) {
    const box = one("#notice");
    if (!box) return;
    box.textContent = text + " ";
    if (href) { const a = document.createElement("a"); a.href = href; a.textContent = link; box.append(a); }
    box.hidden = false;
    clearTimeout(notice.timer);
    notice.timer = setTimeout(() => { box.hidden = true; }, href ? 20000 : 8000);
  }

  /* A form that was sent is not sent again while its answer is on the way; a page shown again from memory may send once more. */
  function once() {
    const again = (form) => { delete form.dataset.sent; form.removeAttribute("aria-busy"); };
    document.addEventListener("submit", (event) => {
      const form = event.target;
      if (event.defaultPrevented || form.method !== "post") return;
      if (form.dataset.sent) { event.preventDefault(); return; }
      form.dataset.sent = "1"; form.setAttribute("aria-busy", "true");
      setTimeout(() => again(form), 15000);
    });
    window.addEventListener("pageshow", () => all("form[data-sent]").forEach(again));
  }

  /* A private window or a full disk may refuse storage: drafts are then not kept, and nothing else breaks. */
  const store = {
    get(key) { try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; } },
    set(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch (error) { return false; } },
    drop(key) { try { localStorage.removeItem(key); } catch (error) { /* see above */ } },
    keys() { try { return Object.keys(localStorage); } catch (error) { return []; } },
  };

  function modes() {
    all("[data-modes]").forEach((box) => { box.hidden = false; });
    const next = { theme: ["auto", "light", "dark"], text: ["", "large"], contrast: ["", "high"] };
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-mode]");
      if (!button) return;
      const name = button.dataset.mode, values = next[name];
      let value = values[(values.indexOf(root.dataset[name] || values[0]) + 1) % values.length];
      if (name === "theme") value = shownDark() ? "light" : "dark";
      if (value) root.dataset[name] = value; else delete root.dataset[name];
      cookie("yuheng_" + name, value);
      charts();
    });
  }
  const shownDark = () => root.dataset.theme === "dark" || (root.dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);

  function rail() {
    const fold = one("[data-rail-fold]");
    if (fold) fold.addEventListener("click", () => {
      const folded = root.dataset.rail !== "folded";
      root.dataset.rail = folded ? "folded" : "open";
      cookie("yuheng_rail", folded ? "folded" : "open");
    });
    const open = store.get("yuheng.chapters") || {};
    all("[data-chapter]").forEach((chapter) => {
      const key = chapter.dataset.chapter;
      if (key in open && !("current" in chapter.dataset)) chapter.open = open[key];
      chapter.addEventListener("toggle", () => { open[key] = chapter.open; store.set("yuheng.chapters", open); });
      one("summary", chapter).addEventListener("click", (event) => {
        if (root.dataset.rail !== "folded") return;
        event.preventDefault(); root.dataset.rail = "open"; cookie("yuheng_rail", "open"); chapter.open = true;
      });
    });
  }

  function menus() {
    document.addEventListener("click", (event) => {
      all("details.y-menu[open]").forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
      if (event.target.closest("[data-print]")) window.print();
      const piece = event.target.closest("[data-insert]"), text = piece && one("#id_draft");
      if (text) {
        text.setRangeText(piece.dataset.insert, text.selectionStart, text.selectionEnd, "end");
        text.dispatchEvent(new Event("input", { bubbles: true }));
        text.focus();
      }
    });
    once();
    all("select[data-submit]").forEach((select) => select.addEventListener("change", () => select.form.submit()));
  }

  /* Lists: j and k move, Enter opens, / finds, Ctrl K searches, Escape closes. */
  function keyboard() {
    const rows = () => all("[data-list] tr[data-href], [data-list] a[data-row], table[data-list] tbody tr").filter((row, index, list) => row.offsetParent !== null && list.indexOf(row) === index);
    let at = -1;
    const go = (step) => {
      const list = rows();
      if (!list.length) return;
      all(".y-cursor").forEach((row) => row.classList.remove("y-cursor"));
      at = Math.max(0, Math.min(list.length - 1, at + step));
      const row = list[at], link = row.matches("a") ? row : one("a", row);
      (row.matches("a") ? row.parentElement : row).classList.add("y-cursor");
      if (link) link.focus({ preventScroll: true });
      row.scrollIntoView({ block: "nearest" });
    };
    document.addEventListener("keydown", (event) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); const q = one("#q"); if (q) { q.focus(); q.select(); } return; }
      if (event.key === "Escape") { all("details.y-menu[open]").forEach((menu) => { menu.open = false; one("summary", menu).focus(); }); closePanel(); return; }
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
      if (event.key === "/") { const box = one("[data-find]") || one("#q"); if (box) { event.preventDefault(); box.focus(); } }
      else if (event.key === "j") go(1);
      else if (event.key === "k") go(-1);
      else if (event.key === "Enter" && !event.target.closest("a, button, summary")) { const row = one("tr.y-cursor[data-href]"); if (row) location.href = row.dataset.href; }
    });
    document.addEventListener("dblclick", (event) => { const row = event.target.closest("tr[data-href]"); if (row) location.href = row.dataset.href; });
  }

  /* Drafts: typed text outlives a lost session. Kept three days, per person, never passwords, files or hidden fields. */
  const KEPT = 3 * 86400 * 1000;
  function drafts() {
    const scope = document.body.dataset.drafts, now = Date.now(), prefix = "yuheng.draft.";
    store.keys().filter((key) => key.startsWith(prefix)).forEach((key) => { const old = store.get(key); if (!old || now - old.at > KEPT) store.drop(key); });
    const forms = all("form[data-draft]");
    const sent = store.get("yuheng.sent");
    if (sent && scope && !document.body.classList.contains("y-alone")) {
      if (!forms.some((form) => prefix + scope + "." + form.dataset.draft === sent)) store.drop(sent);
      store.drop("yuheng.sent");
    }
    if (!scope) return;
    forms.forEach((form) => draft(form, prefix + scope + "." + form.dataset.draft));
    all("form[action*=logout]").forEach((form) => form.addEventListener("submit", () => store.keys().filter((key) => key.startsWith(prefix + scope + ".")).forEach(store.drop)));
  }
  function kept(form) {
    return all("input, textarea, select", form).filter((field) => field.name && !["hidden", "password", "file", "submit"].includes(field.type));
  }
  function read(form) {
    const values = {};
    kept(form).forEach((field) => {
      const list = values[field.name] || (values[field.name] = []);
      if (field.type === "checkbox" || field.type === "radio") { if (field.checked) list.push(field.value); }
      else if (field.multiple) all("option:checked", field).forEach((option) => list.push(option.value));
      else list.push(field.value);
    });
    return values;
  }
  function fill(form, values) {
    const taken = {};
    kept(form).forEach((field) => {
      const list = values[field.name];
      if (!list) return;
      if (field.type === "checkbox" || field.type === "radio") field.checked = list.includes(field.value);
      else if (field.multiple) all("option", field).forEach((option) => { option.selected = list.includes(option.value); });
      else { const place = taken[field.name] || 0; taken[field.name] = place + 1; if (place < list.length) field.value = list[place]; }
      if (field.tomselect) field.tomselect.sync();
      if (field._flatpickr && field.value) field._flatpickr.setDate(field.value, false);
    });
  }
  function draft(form, key) {
    const note = one("[data-draft-note]", form), clean = JSON.stringify(read(form)), old = store.get(key);
    const refused = Boolean(one("[aria-invalid=true]", form)) || Boolean(one("#errors"));
    if (old && !refused && JSON.stringify(old.values) !== clean) {
      const before = read(form);
      fill(form, old.values);
      const entry = form.closest("details"); if (entry) entry.open = true;
      if (note) {
        note.textContent = "已恢复 " + new Date(old.at).toLocaleString("zh-CN", { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" }) + " 填写而未办理的内容。 ";
        const drop = document.createElement("button");
        drop.type = "button"; drop.className = "btn btn-sm"; drop.textContent = "不要这些内容";
        drop.addEventListener("click", () => { fill(form, before); store.drop(key); note.textContent = ""; });
        note.append(drop);
      }
    }
    let timer;
    const save = () => {
      const values = read(form);
      if (JSON.stringify(values) === clean) { store.drop(key); return; }
      const saved = store.set(key, { at: Date.now(), values });
      if (note) note.textContent = saved ? "草稿已存 " + new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" }) : "本浏览器不能保存草稿，请及时办理。";
    };
    form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(save, 600); });
    form.addEventListener("change", () => { clearTimeout(timer); timer = setTimeout(save, 100); });
    form.addEventListener("submit", () => { clearTimeout(timer); save(); store.set("yuheng.sent", key); });
  }

  /* Papers open beside the page; without script, or with Ctrl, the link opens the paper itself. */
  let opener = null;
  function closePanel() { const panel = one("#panel"); if (panel && !panel.hidden) { panel.hidden = true; document.body.classList.remove("y-paneled"); if (opener) opener.focus(); } }
  function panels() {
    document.addEventListener("click", (event) => {
      if (event.target.closest("[data-panel-close]")) { closePanel(); return; }
      const link = event.target.closest("a[data-panel]"), panel = one("#panel");
      if (!link || !panel || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      opener = link;
      const body = one("#panel-body");
      one(".y-panel-title", panel).textContent = link.textContent;
      one("[data-panel-open]", panel).href = link.href;
      body.textContent = "正在打开…";
      panel.hidden = false;
      document.body.classList.add("y-paneled");
      if ("framed" in link.dataset) {
        const frame = document.createElement("iframe");
        frame.title = link.textContent; frame.src = link.dataset.panel;
        body.replaceChildren(frame);
      } else {
        fetch(link.dataset.panel, { headers: { "HX-Request": "true" } })
          .then((answer) => { if (!answer.ok) throw answer.status; return answer.text(); })
          .then((html) => { body.innerHTML = html; body.scrollTop = 0; body.focus(); })
          .catch((status) => { body.textContent = said(status); });
      }
    });
  }

  function widgets(from) {
    if (window.flatpickr) {
      flatpickr.localize(flatpickr.l10ns.zh);
      all("input[data-date]", from).forEach((field) => { if (!field._flatpickr) flatpickr(field, { dateFormat: "Y-m-d", allowInput: true }); });
      all("input[data-datetime]", from).forEach((field) => { if (!field._flatpickr) flatpickr(field, { dateFormat: "Y-m-d H:i", enableTime: true, time_24hr: true, allowInput: true }); });
    }
    if (window.TomSelect) all("select[data-search], select[data-choose]", from).forEach((select) => {
      if (select.tomselect) return;
      const settings = { create: false, maxOptions: 50, render: { no_results: () => "<div class=\"no-results\">没有找到</div>" } };
      if (select.dataset.search) Object.assign(settings, {
        valueField: "value", labelField: "text", searchField: [], shouldLoad: (query) => query.length > 1,
        load: (query, done) => fetch(select.dataset.search + "?q=" + encodeURIComponent(query)).then((answer) => answer.json()).then(done).catch(() => done()),
      });
      const label = one("label[for='" + select.id + "']");
      if (label) select.setAttribute("aria-label", label.textContent);
      new TomSelect(select, settings);
    });
  }

  /* On a phone one group of questions a screen; a group with an error comes first. */
  function steps() {
    all("form[data-groups]").forEach((form) => {
      const groups = all("fieldset.y-group", form);
      if (groups.length < 2) return;
      const holder = groups[0].parentElement;
      holder.classList.add("y-steps");
      let at = Math.max(0, groups.findIndex((group) => one("[aria-invalid=true]", group)));
      const bar = document.createElement("div"), back = document.createElement("button"), on = document.createElement("button"), where = document.createElement("span");
      bar.className = "y-phone-steps"; back.type = on.type = "button"; back.className = on.className = "btn"; back.textContent = "上一组"; on.textContent = "下一组";
      bar.append(back, where, on);
      groups[groups.length - 1].after(bar);
      const show = (step) => {
        at = Math.max(0, Math.min(groups.length - 1, at + step));
        groups.forEach((group, index) => group.classList.toggle("y-shown", index === at));
        where.textContent = (at + 1) + " / " + groups.length; back.disabled = at === 0; on.disabled = at === groups.length - 1;
        if (step && phone()) groups[at].scrollIntoView();
      };
      back.addEventListener("click", () => show(-1)); on.addEventListener("click", () => show(1));
      form.addEventListener("focusin", (event) => { const found = groups.findIndex((group) => group.contains(event.target)); if (found >= 0 && found !== at) { at = found; show(0); } });
      all(".y-errors a[href^='#']").forEach((link) => link.addEventListener("click", () => { const field = one(link.hash); const found = groups.findIndex((group) => group.contains(field)); if (found >= 0) { at = found; show(0); } }));
      show(0);
    });
  }

  function previews() {
    all("form[data-preview]").forEach((form) => {
      let timer, turn = 0;
      form.addEventListener("input", () => {
        clearTimeout(timer);
        timer = setTimeout(() => {
          const mine = ++turn, data = new FormData(form);
          all("input[type=file]", form).forEach((field) => data.delete(field.name));
          fetch(form.dataset.preview, { method: "POST", body: data, headers: { "X-CSRFToken": token(), "HX-Request": "true" } })
            .then((answer) => (answer.ok ? answer.text() : null))
            .then((html) => { const box = one("#preview"); if (html && mine === turn && box) box.outerHTML = html; })
            .catch(() => { /* the preview stays as it was; the form itself is untouched */ });
        }, 500);
      });
    });
  }

  function bulk() {
    const form = one("form[data-bulk]");
    if (!form) return;
    const boxes = () => all("input[name=keys]"), count = one("[data-bulk-count]", form), note = one("[data-bulk-note]", form), every = one("[data-pick-all]");
    const recount = () => { const chosen = boxes().filter((box) => box.checked).length; count.textContent = chosen; form.classList.toggle("y-chosen", chosen > 0); note.textContent = ""; all("button", form).forEach((button) => { button.disabled = !chosen; delete button.dataset.counted; }); };
    if (every) every.addEventListener("change", () => { boxes().forEach((box) => { box.checked = every.checked; }); recount(); });
    boxes().forEach((box) => box.addEventListener("change", recount));
    /* The first press counts what would happen, the second does it. */
    form.addEventListener("submit", (event) => {
      const button = event.submitter;
      if (!button || !button.dataset.dryRun || button.dataset.counted) return;
      event.preventDefault();
      note.textContent = "正在核对…";
      fetch(button.dataset.dryRun, { method: "POST", body: new FormData(form), headers: { "X-CSRFToken": token() } })
        .then((answer) => { if (!answer.ok) throw answer.status; return answer.text(); })
        .then((text) => { note.textContent = text.trim() + "　再按一次“" + button.textContent.trim() + "”即办理。"; button.dataset.counted = "1"; })
        .catch((status) => { note.textContent = said(status); });
    });
    recount();
  }

  const SAID = {
    400: "内容有误，没有办理。请检查后再试。", 401: "登录已过期，填写的内容已存好。", 403: "您的岗位不能办理这一项。如有需要，请联系本单位负责人。",
    404: "没有找到，可能已被移走或合并。", 409: "这件事刚有别人办理过，请刷新后再看。", 413: "文件太大。请压缩或分开上传。", 429: "操作过于频繁，请稍候再试。",
    500: "系统没有办成，记录没有改变。请稍后再试，仍不行请联系管理员。", 503: "系统正在维护，请稍后再试。",
  };
  const said = (status) => SAID[status] || (status >= 500 ? SAID[500] : "连接不上服务器。请检查网络；填写的内容已存好。");
  function answers() {
    document.addEventListener("htmx:responseError", (event) => {
      const status = event.detail.xhr.status;
      if (status === 401) notice(said(401), location.href, "重新登录"); else notice(said(status));
    });
    ["htmx:sendError", "htmx:timeout"].forEach((name) => document.addEventListener(name, () => notice(said(0))));
    document.addEventListener("htmx:afterSwap", (event) => widgets(event.detail.target));
  }

  function charts() {
    if (!window.echarts) return;
    const style = getComputedStyle(root), colour = (name) => style.getPropertyValue("--" + name).trim();
    all("[data-chart]").forEach((box) => {
      const data = JSON.parse(document.getElementById(box.dataset.chart).textContent);
      const old = echarts.getInstanceByDom(box);
      if (old) old.dispose();
      const palette = [colour("jade"), colour("faint"), colour("indigo"), colour("amber")], text = { color: colour("second"), fontFamily: style.getPropertyValue("--text") };
      const chart = echarts.init(box, null, { renderer: "canvas" });
      chart.setOption({
        animation: !matchMedia("(prefers-reduced-motion: reduce)").matches, animationDuration: 120, color: palette, textStyle: text,
        grid: { left: 8, right: 8, top: data.series.length > 1 ? 32 : 16, bottom: 4, containLabel: true },
        legend: data.series.length > 1 ? { top: 0, right: 0, itemHeight: 8, itemWidth: 14, textStyle: text } : undefined,
        tooltip: { trigger: "axis", renderMode: "richText", valueFormatter: (value) => (value == null ? "—" : value.toLocaleString("zh-CN") + " " + data.unit) },
        xAxis: { type: "category", data: data.labels, axisTick: { show: false }, axisLine: { lineStyle: { color: colour("line-strong") } }, axisLabel: text },
        yAxis: { type: "value", splitLine: { lineStyle: { color: colour("line") } }, axisLabel: text, minInterval: data.unit === "%" ? undefined : 1 },
        series: data.series.map((series, index) => ({ name: series.name, data: series.values, type: index === 0 ? data.kind : "line", barMaxWidth: 22, symbolSize: 4, lineStyle: { width: 1.5 }, itemStyle: { borderRadius: [2, 2, 0, 0] } })),
      });
    });
  }
  let resized;
  addEventListener("resize", () => { clearTimeout(resized); resized = setTimeout(() => { if (window.echarts) all("[data-chart]").forEach((box) => { const chart = echarts.getInstanceByDom(box); if (chart) chart.resize(); }); }, 150); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", charts);

  /* A code that came behind the # of a scanned address: no server saw it, and it does not stay in the bar. */
  function fragment() {
    const field = one("[data-from-fragment]");
    if (!field || location.hash.length < 2 || field.value) return;
    field.value = decodeURIComponent(location.hash.slice(1)).slice(0, 40);
    history.replaceState(null, "", location.pathname + location.search);
  }

  root.classList.add("js");
  [modes, rail, menus, widgets, steps, drafts, keyboard, panels, previews, bulk, answers, fragment, charts].forEach((part) => part());
  const errors = one("#errors");
  if (errors) errors.focus();
})();
