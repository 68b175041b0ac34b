"""Rich text: sections, quotes, lists and code, and the marks inside them."""

from bot.playground.validate.elements import ID
from bot.playground.validate.schema import (
    boolean,
    by_type,
    fields,
    integer,
    items,
    one_of,
    string,
    typed,
    url,
)

_STYLE = fields({}, dict.fromkeys(("bold", "italic", "strike", "code", "underline"), boolean))
_MENTION_STYLE = fields(
    {},
    dict.fromkeys(("bold", "italic", "strike", "highlight", "client_highlight", "unlink"), boolean),
)

INLINE = by_type(
    {
        "text": typed({"text": string()}, {"style": _STYLE}),
        "link": typed({"url": url()}, {"text": string(), "unsafe": boolean, "style": _STYLE}),
        "emoji": typed(
            {"name": string()}, {"unicode": string(), "skin_tone": integer(1, 6), "style": _STYLE}
        ),
        "user": typed({"user_id": ID}, {"style": _MENTION_STYLE}),
        "channel": typed({"channel_id": ID}, {"style": _MENTION_STYLE}),
        "usergroup": typed({"usergroup_id": ID}, {"style": _MENTION_STYLE}),
        "broadcast": typed({"range": one_of("here", "channel", "everyone")}, {"style": _STYLE}),
        "date": typed(
            {"timestamp": integer(0), "format": string()},
            {"url": url(), "fallback": string(), "style": _STYLE},
        ),
        "color": typed({"value": string()}, {"style": _STYLE}),
    }
)
_CODE_INLINE = by_type({"text": typed({"text": string()}, {"style": _STYLE}), "link": typed({"url": url()})})
_BORDER = integer(0, 1)
_SECTION = typed({"elements": items(INLINE, least=0)})
_QUOTE = typed({"elements": items(INLINE)}, {"border": _BORDER})
_PREFORMATTED = typed({"elements": items(_CODE_INLINE)}, {"border": _BORDER, "language": string()})
_LIST = typed(
    {"style": one_of("bullet", "ordered"), "elements": items(by_type({"rich_text_section": _SECTION}))},
    {"indent": integer(0, 8), "offset": integer(0), "border": _BORDER},
)

RICH_TEXT = typed(
    {
        "elements": items(
            by_type(
                {
                    "rich_text_section": _SECTION,
                    "rich_text_quote": _QUOTE,
                    "rich_text_list": _LIST,
                    "rich_text_preformatted": _PREFORMATTED,
                }
            )
        )
    },
    {"block_id": ID},
)
