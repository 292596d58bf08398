"""Dates, bylines, outlets in single lines."""

import pytest

from reader.articles import metadata


@pytest.mark.parametrize(
    ("line", "day"),
    [
        *(("August 2, 2024", "2024-08-02"), ("Aug. 2nd, 2024 10:30 am", "2024-08-02"), ("2 August 2024", "2024-08-02")),
        *(("Friday, 12 Jan 2023", "2023-01-12"), ("2024-13-40, 2024-02-29", "2024-02-29"), ("in May", None)),
        *(("Published: 2024/03/05", "2024-03-05"), ("February 30, 2024", None), ("03/05/2024", None), ("", None)),
        *(("in May 2024 he left", None), ("2024-03-05T10:00:00Z", "2024-03-05"), ("9" * 5000, None)),
    ],
)
def test_dates(line: str, day: str | None) -> None:
    assert metadata.date(line) == day


@pytest.mark.parametrize(
    ("line", "name"),
    [
        *(
            ("By Jane Doe", "Jane Doe"),
            ("BY JANE DOE", "JANE DOE"),
            ("By Jane Doe and Ann Roe", "Jane Doe and Ann Roe"),
        ),
        *(
            ("By Ludwig van Beck, May 3, 2024", "Ludwig van Beck"),
            ("By Friday the war was over", None),
            ("By then, it ended.", None),
        ),
        *(("By Jane Doe | 3 May", "Jane Doe"), ("Bypass Surgery", None)),
    ],
)
def test_bylines(line: str, name: str | None) -> None:
    assert metadata.byline(line) == name


@pytest.mark.parametrize(
    ("line", "name"),
    [
        *(("© 2024 Bloomberg L.P.", "Bloomberg L.P."), ("(c) 2024 by Example News", "Example News")),
        *(("Copyright © 2024 The Example. All rights reserved.", "The Example"), ("© all of us", None)),
    ],
)
def test_who_holds_the_rights(line: str, name: str | None) -> None:
    assert metadata.holder(line) == name


def test_pairs_in_many_words() -> None:
    known = metadata.from_pairs(
        [
            ("Headline", "A"),
            ("Title", "B"),
            ("pub_date", "x"),
            ("pubDate", "May 3, 2024"),
            ("link", "ftp://x"),
            ("q", "r"),
        ]
    )
    assert known == metadata.Metadata(title="A", published="2024-05-03")
