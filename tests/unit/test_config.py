"""Settings and `desk.toml`: every problem at once, in one sentence."""

from pathlib import Path

import pytest

from bot.config import DeskRegion, load_desk_file, load_settings
from bot.errors import ConfigError


def test_environment_and_env_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env = tmp_path / ".env"
    env.write_text("QUOTE_WORDS=12\nOPENAI_MODEL=from-file\nUNRELATED=1\n")
    monkeypatch.setenv("OPENAI_MODEL", "from-environment")
    settings = load_settings(env)
    assert (settings.quote_words, settings.openai_model) == (12, "from-environment")


def test_empty_values_count_as_unset(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("OPENAI_API_KEY=\nQUOTE_WORDS=\n")
    settings = load_settings(env)
    assert not settings.has_model
    assert settings.quote_words == 40


def test_a_local_endpoint_needs_no_key(tmp_path: Path) -> None:
    assert load_settings(None, openai_base_url="http://127.0.0.1:9/v1").has_model


def test_all_bad_settings_are_named_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QUOTE_WORDS", "many")
    monkeypatch.setenv("MODEL_TIMEOUT_S", "-1")
    with pytest.raises(ConfigError, match=r"MODEL_TIMEOUT_S.*QUOTE_WORDS"):
        load_settings(None)


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    assert "sk-secret" not in repr(load_settings(None))


def test_desk_file(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(
        '[[outlets]]\nname = "The Ridge Post"\npolicy = "never"\n[[feeds]]\nurl = "https://a.example/f"\n'
    )
    desk = load_desk_file(path)
    assert desk.outlets == ({"name": "The Ridge Post", "policy": "never"},)
    assert desk.feeds == ({"url": "https://a.example/f"},)


def test_regions_of_the_desk_file(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(
        '[[regions]]\nname = "Belgorod"\nin = "RU"\ncommand = "/belgorod"\naliases = ["BEL"]\n'
        '[[regions]]\nname = "Karvenia"\nkind = "country"\ndemonyms = ["Karvenian"]\n'
        'seats = ["the Citadel"]\n'
        '[[regions]]\nname = "Pellmar"\nin = "Karvenia"\ncapital = true\n'
    )
    assert load_desk_file(path).regions == (
        DeskRegion("Belgorod", "RU", aliases=("BEL",), command="/belgorod"),
        DeskRegion("Karvenia", kind="country", demonyms=("Karvenian",), seats=("the Citadel",)),
        DeskRegion("Pellmar", "Karvenia", capital=True),
    )


def test_all_problems_of_the_regions_are_named_together(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text('[[regions]]\nname = "A"\nin = "nowhere"\ncommand = "a"\n[[feeds]]\noutlet = "x"\n')
    with pytest.raises(ConfigError, match=r"feeds entry 1 has no url.*command 'a'.*in 'nowhere'"):
        load_desk_file(path)


def test_no_desk_file_is_fine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert load_desk_file(None).outlets == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[[outlets]\n", "not valid TOML"),
        ('[[outlets]]\nfamily = "x"\n', "outlets entry 1 has no name"),
        ('[[outlets]]\nname = "A"\ncolour = "red"\n', "unknown key 'colour'"),
        ('[[outlets]]\nname = "A"\npolicy = "maybe"\n', "policy 'maybe' is none of"),
        ("[[outlets]]\nname = 3\n", "name must be text"),
        ('[[outlets]]\nname = "A"\nhosts = "a.example"\n', "hosts must be a list of texts"),
        ('[[outlets]]\nname = "A"\nhosts = ["https://a.example/"]\n', "'https://a.example/' is no host"),
        ('[[outlets]]\nname = "A"\nhosts = [3]\n', "hosts must be a list of texts"),
        ('[[outlets]]\nname = "A"\n[[outlets]]\nname = "A"\n', "'A' stands twice"),
        ('outlets = "A"\n', r"written as \[\[outlets\]\]"),
        ('[[feeds]]\noutlet = "A"\n', "feeds entry 1 has no url"),
        ("[newsletters]\n", "unknown table 'newsletters'"),
        ('[[regions]]\nkind = "city"\n', "regions entry 1 has no name"),
        ('[[regions]]\nname = "A"\nparent = "B"\n', "unknown key 'parent'"),
        ('[[regions]]\nname = "A"\nkind = "planet"\n', "kind 'planet' is none of city, country"),
        ('[[regions]]\nname = "A"\naliases = "B"\n', "aliases must be a list of texts"),
        ('[[regions]]\nname = "A"\ncapital = "yes"\n', "capital must be true or false"),
        ('[[regions]]\nname = "A"\ncommand = "Tessen!"\n', "command 'Tessen!' must be a slash and"),
        ('[[regions]]\nname = "A"\nin = "Nowhere"\n', "in 'Nowhere' is neither the name of a region"),
        ('[[regions]]\nname = "A"\nin = "B"\n[[regions]]\nname = "B"\nin = "A"\n', "'A' lies in itself"),
        ('[[regions]]\nname = "A"\n[[regions]]\nname = "A"\n', "regions: 'A' stands twice"),
        (
            '[[regions]]\nname = "A"\ncommand = "/a"\n[[regions]]\nname = "B"\ncommand = "/a"\n',
            "the command '/a' stands twice",
        ),
    ],
)
def test_bad_desk_files(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(text)
    with pytest.raises(ConfigError, match=complaint) as caught:
        load_desk_file(path)
    assert str(path) in str(caught.value)


def test_a_named_desk_file_must_exist(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load_desk_file(tmp_path / "gone.toml")


def test_the_example_is_a_valid_desk_file() -> None:
    example = Path(__file__).parents[2] / "desk.example.toml"
    assert load_desk_file(example).outlets
    assert load_desk_file(example).regions
