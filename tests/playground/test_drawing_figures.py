"""Tables and charts as the page draws them."""

import pytest
from playwright.sync_api import Page, expect
from slack_sdk import WebClient

from playground import Playground
from tests.playground.drawing import draw, send
from tests.playground.make import Json


def raw(text: str) -> Json:
    return {"type": "raw_text", "text": text}


def figure(value: float) -> Json:
    return {"type": "raw_number", "value": value, "text": f"{value} %"}


SCORES: Json = {
    "type": "data_table",
    "caption": "Scores",
    "page_size": 2,
    "rows": [
        [raw("Team"), raw("Score")],
        [raw("B"), figure(9)],
        [raw("a"), figure(70)],
        [raw("C"), figure(-1)],
    ],
}


def test_a_data_table_is_sorted_and_turned(
    slack: Playground, client: WebClient, page: Page
) -> None:
    message = send(slack, client, page, SCORES, "U0BOB")
    named, header = message.get_by_role("rowheader"), message.get_by_role("columnheader").last

    expect(message.get_by_role("table", name="Scores")).to_be_visible()
    expect(named).to_have_text(["B", "a"])
    message.get_by_role("button", name="Next page").click()
    expect(named).to_have_text(["C"])
    expect(message.get_by_role("status")).to_have_text("3–3 of 3")
    message.get_by_role("button", name="Score").click()
    expect(named).to_have_text(["C", "B"])
    expect(header).to_have_attribute("aria-sort", "ascending")
    message.get_by_role("button", name="Score").click()
    expect(named).to_have_text(["a", "B"])
    expect(header).to_have_attribute("aria-sort", "descending")
    message.get_by_role("button", name="Team").click()
    expect(named).to_have_text(["a", "B"])
    expect(header).to_have_attribute("aria-sort", "none")


def test_a_table_follows_its_column_settings(
    slack: Playground, client: WebClient, page: Page
) -> None:
    block = {
        "type": "table",
        "column_settings": [{"is_wrapped": True}, {"align": "right"}],
        "rows": [[raw("Team"), raw("Score")], [raw("A"), raw("7")]],
    }

    message = send(slack, client, page, block, "U0BOB")

    expect(message.get_by_role("columnheader")).to_have_text(["Team", "Score"])
    expect(message.locator("td").first).to_have_class("align-left wrapped")
    expect(message.locator("td").last).to_have_class("align-right clipped")


def chart(kind: str, *values: float, count: int = 2) -> Json:
    names = [f"A rather long one {index}" for index, _ in enumerate(values)]
    points = [{"label": name, "value": value} for name, value in zip(names, values, strict=True)]
    series = [{"name": f"Series {index}", "data": points} for index in range(count)]
    axes = {"categories": names, "x_label": "Week", "y_label": "Done"}
    inner = {"type": kind, "series": series, "axis_config": axes}
    return {"type": "data_visualization", "title": "Progress", "chart": inner}


PIE: Json = {
    "type": "data_visualization",
    "title": "Progress",
    "chart": {
        "type": "pie",
        "segments": [{"label": "Done", "value": 1234.5}, {"label": "Open", "value": 411.5}],
    },
}


@pytest.mark.parametrize(
    ("kind", "shapes"), [("bar", "rect[fill]"), ("line", ".mark"), ("area", ".mark")]
)
def test_a_chart_has_a_point_for_each_value(
    slack: Playground, client: WebClient, page: Page, kind: str, shapes: str
) -> None:
    message = send(slack, client, page, chart(kind, *(3, -2, 0, 5, 1000, 7) * 2), "U0BOB")
    picture = message.get_by_role("img", name=f"{kind.title()} chart: Progress")

    expect(picture.locator(shapes)).to_have_count(24)
    expect(picture.locator("text", has_text="Week")).to_be_visible()
    expect(picture.locator("text").filter(has_text="…").first).to_contain_text(
        "A rather long one 0"
    )
    expect(message.locator(".legend li")).to_have_text(["Series 0", "Series 1"])


@pytest.mark.parametrize("kind", ["bar", "line", "area"])
def test_the_largest_chart_fits(slack: Playground, page: Page, kind: str) -> None:
    values = [float(index * 7 % 13 - 3) for index in range(20)]

    drawn = draw(slack, page, chart(kind, *values, count=12))

    expect(drawn.locator(".legend li")).to_have_count(12)
    expect(drawn.locator(".unknown")).to_have_count(0)
    wrong = drawn.locator("svg *").evaluate_all(
        "all => all.filter((one) => /NaN|Infinity/.test(one.outerHTML)).length"
    )
    assert wrong == 0


@pytest.mark.parametrize("values", [(0.0,), (-5.0, -1.0), (0.001, 0.002), (1e12, -1e12)])
def test_a_scale_holds_its_values(slack: Playground, page: Page, values: tuple[float, ...]) -> None:
    drawn = draw(slack, page, chart("bar", *values))

    heights = drawn.locator(".chart-body > svg > rect").evaluate_all(
        "all => all.map((one) => Number(one.getAttribute('height')))"
    )
    assert [0 < height <= 250 for height in heights] == [True] * 2 * len(values)


@pytest.mark.parametrize(
    ("user", "words"),
    [
        ("U0BOB", ["Show as table", "1,234.5", "75%"]),
        ("U0ANNA", ["Als Tabelle zeigen", "1.234,5", "75 %"]),
    ],
)
def test_the_figures_of_a_chart_stand_in_a_table(
    slack: Playground, client: WebClient, page: Page, user: str, words: list[str]
) -> None:
    message = send(slack, client, page, PIE, user)
    summary, figures, share = words

    message.get_by_text(summary).click()

    table = message.get_by_role("table", name="Progress")
    expect(table.get_by_role("cell").filter(has_text=figures)).to_be_visible()
    expect(message.locator(".on-slice").first).to_have_text(share)
