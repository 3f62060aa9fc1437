"""The import as a plan: what rows from outside would do to the caseload, to be shown before it is done."""

from doorstroom.intake.change import Change
from doorstroom.intake.plan import Known, Outcome, Verdict, plan
from doorstroom.intake.row import IncomingRow, Problem
from doorstroom.intake.tally import Tally
from doorstroom.intake.worked import WorkedContract

__all__ = ["Change", "IncomingRow", "Known", "Outcome", "Problem", "Tally", "Verdict", "WorkedContract", "plan"]
