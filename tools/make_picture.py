"""Makes the README's picture, docs/answer.svg, from a real answer over the sample articles."""

import re
import tempfile
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.commands.demo import AS_OF, QUESTIONS, sample_app
from bot.desk.answer import Asked
from bot.terminal import answer as terminal
from bot.terminal import layout

_FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
OUT = Path(__file__).parents[1] / "docs" / "answer.svg"


def main() -> None:
    """Ask the demo's first question and draw what the terminal shows."""
    question = QUESTIONS[0]
    with tempfile.TemporaryDirectory() as folder, sample_app(Path(folder)) as app:
        answer = app.desk.ask(Asked(question, datetime.now(UTC), as_of=AS_OF))
    console = Console(record=True, width=layout.WIDTH + 4, file=StringIO())
    console.print(Text(f'$ copydesk ask "{question}"\n', style="bold"))
    for line in terminal.answer(answer).splitlines():
        style = "italic" if "┃" in line else "dim" if "https://" in line or line == line.strip() == "" else ""
        console.print(Text(line, style=style), overflow="ellipsis", no_wrap=True)
    drawn = console.export_svg(title="copydesk")
    OUT.write_text(_FONT_FACE.sub("", drawn), encoding="utf-8")  # nothing is loaded from outside


if __name__ == "__main__":
    main()
