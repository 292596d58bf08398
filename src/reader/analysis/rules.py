"""Why a quote has its speaker: the stable names of the rules, each with a sentence to print.

The sieve's order, most reliable first, follows Muzny et al. (2017): what a sentence says itself, then what is
inherited.
"""

RULES: dict[str, str] = {
    "colon": "The words before the colon lead up to the quotation.",
    "lead": "The speaker and a verb of speech stand right before the quotation.",
    "tail": "The speaker and a verb of speech follow the quotation.",
    "inverted": "A verb of speech and then the speaker follow the quotation.",
    "according": "The sentence names its source with “according to”.",
    "dash": "A name after a dash signs the quotation.",
    "transcript": "The paragraph begins with the speaker's name and a colon.",
    "fragment": "The quotation is part of a clause that a verb of speech governs.",
    "weak": "A verb that tells of words only beside quotation marks governs the quotation.",
    "continued": "The quotation goes on from the paragraph before, where its marks were left open.",
    "sentence": "Another quotation of the same sentence has this speaker.",
    "paragraph": "The paragraph has already named this speaker.",
    "previous": "The sentence before says who speaks.",
    "next": "The following sentence of the paragraph says who speaks.",
    "announced": "The paragraph before ends in a colon and names the speaker.",
    "carried": "A paragraph shortly before has this speaker, and nobody else was named since.",
    "alternating": "Two speakers take turns, a paragraph each.",
    "subject": "The sentence before is about this person.",
    "clause": "Indirect speech: a verb of speech with its subject, and a clause.",
    "closing": "Indirect speech: a clause, and then who said it.",
    "gap": "Indirect speech: a verb of speech between a clause and its subject.",
    "promise": "Indirect speech: somebody's promise, and what it is.",
    "unattributed": "No rule found a speaker.",
    "title": "A title or a name of a thing, not speech.",
    "nickname": "A nickname inside a name, not speech.",
    "scare": "A few words set apart, with nobody said to have spoken them.",
    "headline": "Words set apart in a headline.",
}
