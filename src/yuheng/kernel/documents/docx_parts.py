"""The fixed parts of a docx: types, relations, styles, fonts, settings, head and foot of the page."""

from __future__ import annotations

from xml.sax.saxutils import escape as _xml

from yuheng.kernel.documents.blocks import Composed, Page
from yuheng.kernel.documents.styles import CLOSER, FACES, MARK, MARK_NOTE, OTHER_NAMES, Style
from yuheng.kernel.documents.text import clean

TWIP = 20
"""Twentieths of a point."""
MM = 1440 / 25.4
"""Twentieths of a point in a millimetre."""

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_V = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = ("styles", "settings", "fontTable")
_ENDS = ("header_default", "header_even", "footer_default", "footer_even")


def escape(text: str) -> str:
    """Text that XML can hold, and that is text."""
    return _xml(clean(text))


def document(body: str, paper: Composed) -> str:
    """The main part around the paper's body."""
    page, (top, right, bottom, left) = paper.page, (round(edge * MM) for edge in paper.page.edges)
    direction = ' w:orient="landscape"' if page.landscape else ""
    ends = "".join(f'<w:{name.split("_")[0]}Reference w:type="{name.split("_")[1]}" r:id="{name}"/>' for name in _ENDS)
    foot = round((page.edges[2] - 12) * MM)
    return (
        f"{_HEAD}<w:document {_W} {_R}><w:body>{body}<w:sectPr>{ends}"
        f'<w:pgSz w:w="{round(page.width * MM)}" w:h="{round(page.height * MM)}"{direction}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{round(top / 2)}" '
        f'w:footer="{foot}" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def frame(paper: Composed, styles: dict[str, Style]) -> dict[str, str]:
    """Every other part of the file, by its name."""
    numbered = paper.page.foot
    return {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            ("document", f"{_OFFICE}/officeDocument", "word/document.xml"),
            ("core", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/_rels/document.xml.rels": _relations(
            *((name, f"{_OFFICE}/{name}", f"{name}.xml") for name in _PARTS),
            *((name, f"{_OFFICE}/{name.split('_')[0]}", f"{name}.xml") for name in _ENDS),
        ),
        "docProps/core.xml": _core(paper),
        "word/styles.xml": _styles(styles),
        "word/settings.xml": _settings(paper.page),
        "word/fontTable.xml": _fonts(),
        "word/header_default.xml": _header(paper, 1),
        "word/header_even.xml": _header(paper, 2),
        "word/footer_default.xml": _footer(numbered, "right"),
        "word/footer_even.xml": _footer(numbered, "left"),
    }


def _types() -> str:
    overrides = {
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    overrides |= {f"/word/{name}.xml": f"{_WORD}.{name}+xml" for name in _PARTS}
    overrides |= {f"/word/{name}.xml": f"{_WORD}.{name.split('_')[0]}+xml" for name in _ENDS}
    each = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{each}</Types>'
    )


def _relations(*rows: tuple[str, str, str]) -> str:
    each = "".join(f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in rows)
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _core(paper: Composed) -> str:
    when = "2000-01-01T00:00:00Z"
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(paper.name)}</dc:title><dc:identifier>{escape(paper.number)}</dc:identifier><dc:creator>玉衡</dc:creator>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified></cp:coreProperties>'
    )


def _styles(styles: dict[str, Style]) -> str:
    basic = _face("text")
    return (
        f'{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr>{basic}<w:sz w:val="32"/><w:szCs w:val="32"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        f"{''.join(_style(key, style) for key, style in styles.items())}</w:styles>"
    )


def _face(face: str) -> str:
    name = FACES[face]  # type: ignore[index]
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _style(key: str, style: Style) -> str:
    align = {"justify": "both"}.get(style.align, style.align)
    closer = f'<w:spacing w:val="-{round(CLOSER * TWIP)}"/>' if style.pt == 16 else ""
    level = f'<w:outlineLvl w:val="{style.level - 1}"/>' if style.level else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{style.label}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{"<w:keepNext/>" if style.keep else ""}'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        f'<w:spacing w:before="{round(style.before * style.pitch * TWIP)}" w:after="{round(style.after * style.pitch * TWIP)}" '
        f'w:line="{round(style.pitch * TWIP)}" w:lineRule="exact"/>'
        f'<w:ind w:firstLineChars="{round(style.indent * 100)}" w:firstLine="{round(style.indent * style.pt * TWIP)}"/>'
        f'<w:jc w:val="{align}"/>{level}</w:pPr><w:rPr>{_face(style.face)}<w:color w:val="{style.colour}"/>{closer}'
        f'<w:sz w:val="{round(style.pt * 2)}"/><w:szCs w:val="{round(style.pt * 2)}"/></w:rPr></w:style>'
    )


def _settings(page: Page) -> str:
    both = "<w:evenAndOddHeaders/>" if page.foot == "dash" else ""
    return (
        f'{_HEAD}<w:settings {_W}><w:zoom w:percent="100"/>{both}<w:characterSpacingControl w:val="compressPunctuation"/>'
        '<w:compat><w:ulTrailSpace/><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def _fonts() -> str:
    each = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{OTHER_NAMES[face]}"/><w:charset w:val="86"/></w:font>'
        for face, name in FACES.items()
    )
    return f"{_HEAD}<w:fonts {_W}>{each}</w:fonts>"


def _header(paper: Composed, number: int) -> str:
    look = f'<w:rPr>{_face("text")}<w:color w:val="404040"/><w:sz w:val="18"/></w:rPr>'
    running = f"<w:p><w:r>{look}<w:t>{_xml(clean(paper.running))}</w:t></w:r></w:p>" if paper.running else ""
    if not paper.demonstration:
        return f"{_HEAD}<w:hdr {_W}>{running or '<w:p/>'}</w:hdr>"
    shape = (
        f'<w:r><w:pict><v:shapetype id="t{number}" coordsize="21600,21600" o:spt="136" adj="10800" '
        'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
        '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
        '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
        '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
        f'<v:shape id="mark{number}" type="#t{number}" style="position:absolute;margin-left:0;margin-top:0;width:360pt;'
        "height:90pt;rotation:325;z-index:-251658752;mso-position-horizontal:center;"
        'mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin" '
        f'o:allowincell="f" fillcolor="#e0e0e0" stroked="f"><v:textpath style="font-family:黑体" string="{MARK}"/>'
        "</v:shape></w:pict></w:r>"
    )
    look = f'<w:rPr>{_face("text")}<w:color w:val="767676"/><w:sz w:val="21"/></w:rPr>'
    return (
        f'{_HEAD}<w:hdr {_W} {_R} {_V}><w:p><w:pPr><w:jc w:val="right"/></w:pPr>{shape}'
        f"<w:r>{look}<w:t>{MARK}　{MARK_NOTE}</w:t></w:r></w:p>{running}</w:hdr>"
    )


def _footer(foot: str, side: str) -> str:
    if foot == "none":
        return f"{_HEAD}<w:ftr {_W}><w:p/></w:ftr>"
    size = 28 if foot == "dash" else 21
    look = f'<w:rPr>{_face("plain")}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'

    def words(text: str) -> str:
        return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'

    def field(name: str) -> str:
        return f'<w:fldSimple w:instr=" {name} "><w:r>{look}<w:t>1</w:t></w:r></w:fldSimple>'

    if foot == "dash":
        place = f'<w:ind w:{side}="280"/><w:jc w:val="{side}"/>'
        line = words("— ") + field("PAGE") + words(" —")
    else:
        place = '<w:jc w:val="center"/>'
        line = words("第 ") + field("PAGE") + words(" 页　共 ") + field("NUMPAGES") + words(" 页")
    return f"{_HEAD}<w:ftr {_W}><w:p><w:pPr>{place}</w:pPr>{line}</w:p></w:ftr>"
