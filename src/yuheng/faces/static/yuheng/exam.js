/* The examination on an old phone: plain script, no library. Every answer is first kept here, then sent, and sent again until the server says it has it. */
(function () {
  "use strict";
  var prefix = "yuheng.exam.", tellWhenIdle = 240000;
  function read(key) { try { return JSON.parse(localStorage.getItem(key)) || {}; } catch (error) { return {}; } }
  function write(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch (error) { return false; } }

  /* In the hall: what was handed in need not lie on this phone any longer. */
  var hall = document.querySelector("[data-exam-open]");
  if (hall) {
    try {
      Object.keys(localStorage).forEach(function (key) {
        if (key.indexOf(prefix) === 0 && (" " + hall.getAttribute("data-exam-open") + " ").indexOf(" " + key.slice(prefix.length) + " ") < 0) localStorage.removeItem(key);
      });
    } catch (error) { /* a private window keeps nothing */ }
  }

  var form = document.querySelector("form[data-exam]");
  if (!form) return;
  var key = prefix + form.getAttribute("data-exam"), memory = read(key), held = {}, timer = null, wait = 0;
  var sending = false, closed = false, asked = false, touched = false;
  var status = document.getElementById("exam-status"), clock = document.getElementById("exam-left"), count = document.getElementById("exam-done"), ask = document.getElementById("exam-ask");
  var field = form.querySelector("input[name=csrfmiddlewaretoken]");
  var groups = Array.prototype.slice.call(form.querySelectorAll("fieldset[data-no]"));
  var left = parseInt(form.getAttribute("data-left"), 10), grace = parseInt(form.getAttribute("data-grace"), 10);
  var since = (window.performance && performance.now) ? function () { return performance.now(); } : function () { return new Date().getTime(); };
  var base = since();
  function remaining() { return Math.round(left - (since() - base) / 1000); }

  /* Signing in again in another window gives a new token; the cookie always holds the one that counts. */
  function token() { var found = /(?:^|; )yuheng_csrf=([^;]+)/.exec(document.cookie); return found ? found[1] : field.value; }
  function group(no) { return form.querySelector('fieldset[data-no="' + no + '"]'); }
  function place(no) { return groups.indexOf(group(no)) + 1; }
  function chosen(box) {
    return Array.prototype.slice.call(box.querySelectorAll("input:checked")).map(function (input) { return input.value; }).sort().join("");
  }
  function show(no, letters) {
    Array.prototype.slice.call(group(no).querySelectorAll("input")).forEach(function (input) { input.checked = letters.indexOf(input.value) >= 0; });
  }
  function unsent() { return Object.keys(memory).filter(function (no) { return group(no) && memory[no][1] > (held[no] || 0); }); }
  function open() { return groups.filter(function (box) { return chosen(box) === ""; }); }
  function say(text, bad) { status.textContent = text; status.className = bad ? "y-exam-bad" : ""; }
  function tally() { count.textContent = groups.length - open().length; }

  groups.forEach(function (box) {
    var no = box.getAttribute("data-no"), revision = parseInt(box.getAttribute("data-revision"), 10);
    held[no] = revision;
    if (memory[no] && memory[no][1] > revision) show(no, memory[no][0]);
    else memory[no] = [chosen(box), revision];
    box.addEventListener("change", function () {
      memory[no] = [chosen(box), Math.max(memory[no][1], held[no]) + 1];
      if (!write(key, memory)) say("本机不能保存作答，请保持网络畅通", true);
      asked = false;
      ask.textContent = "";
      tally();
      soon(700);
    });
  });

  function soon(milliseconds) { clearTimeout(timer); timer = setTimeout(function () { send(); }, milliseconds); }

  /* `after` hears whether the server has everything; `alive` asks it even when there is nothing to send. */
  function send(after, alive) {
    var numbers = unsent(), body = {}, request;
    if (closed) { if (after) after(true); return; }
    if (sending) { if (after) setTimeout(function () { send(after, alive); }, 300); return; }
    if (!numbers.length && !alive) { if (after) after(true); return; }
    numbers.forEach(function (no) { body[no] = memory[no]; });
    sending = true;
    request = new XMLHttpRequest();
    request.open("POST", form.getAttribute("data-save"));
    request.timeout = 15000;
    request.setRequestHeader("Content-Type", "application/json");
    request.setRequestHeader("X-CSRFToken", token());
    request.setRequestHeader("HX-Request", "true");
    request.onloadend = function () {
      var answer = null;
      sending = false;
      try { answer = JSON.parse(request.responseText); } catch (error) { answer = null; }
      if (request.status === 200 && answer) return arrived(answer, after);
      if (request.status === 409 && answer) { closed = true; say(answer.message, true); if (after) after(true); return; }
      failed(request.status === 401 || request.status === 403 ? "登录已经失效，作答保存在本机；请在新窗口重新登录，本页会自动补传" : "网络不通，" + unsent().length + " 题保存在本机，恢复后自动补传", after);
    };
    request.send(JSON.stringify({ answers: body }));
  }

  function arrived(answer, after) {
    var elsewhere = [];
    wait = 0;
    left = answer.left; base = since();
    Object.keys(answer.kept).forEach(function (no) {
      var theirs = answer.kept[no], mine = memory[no];
      if (!group(no)) return;
      held[no] = theirs[1];
      if (theirs[1] > mine[1] || (theirs[1] === mine[1] && theirs[0] !== mine[0])) { memory[no] = theirs; show(no, theirs[0]); elsewhere.push(place(no)); }
    });
    write(key, memory);
    tally();
    if (elsewhere.length) say("第 " + elsewhere.join("、") + " 题在另一台设备上作答过，以那里为准；如需修改请重新选择", true);
    else say("已保存 " + answer.at, false);
    if (unsent().length && !after) soon(300);
    if (after) { if (unsent().length) send(after); else after(true); }
  }

  function failed(words, after) {
    wait = Math.min(wait ? wait * 2 : 2000, 15000);
    say(words, true);
    soon(wait + Math.floor(Math.random() * 1000));
    if (after) after(false);
  }

  /* Handing in asks the server first, so that nobody is led to an error page of the browser. */
  function handIn() {
    if (form.getAttribute("data-ready")) return;
    send(function (sent) {
      if (!sent) { say("网络不通，作答保存在本机；恢复以后再交卷，或者等待自动交卷", true); return; }
      form.setAttribute("data-ready", "1");
      field.value = token();
      Array.prototype.slice.call(form.querySelectorAll("fieldset input")).forEach(function (input) { input.disabled = true; });
      form.submit();
    }, true);
  }

  form.addEventListener("submit", function (event) {
    var missing = open();
    event.preventDefault();
    if (missing.length && !asked) {
      asked = true;
      ask.textContent = "还有 " + missing.length + " 题没有作答：第 " + missing.slice(0, 10).map(function (box) { return groups.indexOf(box) + 1; }).join("、") + (missing.length > 10 ? " 题等" : " 题") + "。再按一次“交卷”即交卷。";
      return;
    }
    handIn();
  });

  function tick() {
    var seconds = remaining(), shown = Math.max(seconds, 0);
    clock.textContent = Math.floor(shown / 60) + ":" + ("0" + shown % 60).slice(-2);
    clock.className = seconds < 300 ? "y-exam-bad" : "";
    if (seconds <= 0 && seconds % 5 === 0 && seconds > -grace - 60) handIn();
  }

  /* Who reads is at work, too: a sign of life every four minutes, but only of somebody who moved, and only while the time runs. */
  ["scroll", "keydown", "touchstart", "mousemove"].forEach(function (name) { window.addEventListener(name, function () { touched = true; }); });
  setInterval(function () {
    if (touched && remaining() > 0 && !unsent().length) send(null, true);
    touched = false;
  }, tellWhenIdle);

  window.addEventListener("online", function () { soon(200); });
  setInterval(tick, 1000);
  tick(); tally();
  if (unsent().length) { say("正在补传本机保存的 " + unsent().length + " 题", true); soon(100); }
})();
