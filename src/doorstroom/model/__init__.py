"""What doorstroom keeps: frozen facts that check themselves at birth.

Days are ``datetime.date``; last days are included. Hours are hours a week, money is euro cents. The register is here, for
every command needs it; the other facts stand in a module for each noun and are loaded by who needs them.
"""

from doorstroom.model.register import Candidate, Contract, Employer, Milestone, Placement

__all__ = ["Candidate", "Contract", "Employer", "Milestone", "Placement"]
