"""The style assessment: a bank of statements, an answer sheet, a result that shows its working.

    bank/v1.toml --quiz.load_bank--> Bank ----------------\\
    answers (JSON) --sheet.read_sheet--> Answers --scoring.score--> Result
    Result --words.shown--> every sentence      Result --chart--> drawings
    Result --sharpen--> pairs of statements that settle which of two close styles stands first
    Result --codes--> links, and back       Result, Result --compare--> differences
    browser.call: all of it, JSON in and JSON out      __main__, report: the same, at the command line
    takers --simulated sheets--> calibration --> calibration/v1.json: how sure a lead is

Standard library only, but for simulating; runs unchanged in CPython 3.12 and later and in Pyodide. Importing
it does no work.
"""
