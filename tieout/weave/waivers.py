"""Waivers: why a number on a page may stand without a fact."""

#: Reasons that an author may give, and what each means.
AUTHOR_REASONS = {
    "year": "a calendar year or another plain date",
    "period": "a span of time that is a name, such as a plan period",
    "name": "a name that holds a numeral",
    "identifier": "the number of a document, a model or a rule",
    "ordinal": "a number that orders the text itself, such as a step",
    "example": "a number made up to explain something",
    "idiom": "a set phrase that counts nothing",
    "version": "the version of a program",
    "address": "a part of an address",
}
#: Reasons that only the engine gives, for numbers that it made itself.
ENGINE_REASONS = {
    "label": "the number of a figure, a table or a note",
    "account": "a count of the report’s own parts",
    "constant": "a constant in a formula",
    "bound": "an end of the interval of the number beside it",
    "quoted": "a number of a source that is set aside",
}
