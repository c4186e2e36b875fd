"""The bank of the played year, kept between months: what it did once it never does otherwise after a restart."""

import json
import pickle
from collections.abc import Callable
from datetime import date
from pathlib import Path

from zorgkas.banking.models import BankFile, FundAccount
from zorgkas.banking.simulator import SimulatedBank
from zorgkas.population.assumptions import Assumptions
from zorgkas.registry.models import CareFund


class BankDesk:
    """A simulated bank with its state on disk: each thing it does is done once, under a name."""

    def __init__(
        self, directory: Path, fund: CareFund, year: int, seed: int, assumed: Assumptions, *, members: int
    ) -> None:
        self._directory = directory
        self._directory.mkdir(parents=True, exist_ok=True)
        self._received: set[int] = set()
        self.accounts = {account.purpose: account.iban for account in FundAccount.objects.filter(fund=fund)}
        self.bank = SimulatedBank(
            FundAccount.objects.filter(fund=fund).order_by("pk"),
            seed=seed,
            opens_on=date(year, 1, 1),
            opening_cents={
                self.accounts[FundAccount.Purpose.PREMIUMS]: members * assumed.premium_account_opens_with_cents,
                self.accounts[FundAccount.Purpose.BENEFITS]: members * assumed.benefit_account_opens_with_cents,
            },
            payment_return_share=assumed.share_of_budget_payments_returned,
            collection_return_share=assumed.share_of_direct_debits_returned,
        )

    def once(self, name: str, act: Callable[[SimulatedBank], bytes]) -> bytes:
        """Let the bank do something; after a restart it is as it was after that, and gives the same back."""
        place = self._directory / f"{name}.pickle"
        if not place.exists():
            answer = act(self.bank)
            part = place.with_suffix(".part")
            part.write_bytes(pickle.dumps((self.bank, self._received, answer)))
            part.replace(place)
            return answer
        # Our own file, from the directory of this installation.
        self.bank, self._received, answer = pickle.loads(place.read_bytes())
        return bytes(answer)

    def receive_new_files(self, bank: SimulatedBank, fund: CareFund) -> int:
        """Hand over every file that the bank does not have yet."""
        files = BankFile.objects.filter(direction=BankFile.Direction.OUT, batch__fund=fund)
        new = [file for file in files.order_by("pk") if file.pk not in self._received]
        for file in new:
            bank.receive(file)
            self._received.add(file.pk)
        return len(new)

    def note(self, name: str, content: dict[str, object]) -> None:
        """Keep what is told about a month."""
        part = self._directory / f"{name}.part"
        part.write_text(json.dumps(content))
        part.replace(self._directory / f"{name}.json")

    def noted(self, name: str) -> dict[str, object] | None:
        """What was kept about a month."""
        place = self._directory / f"{name}.json"
        return dict(json.loads(place.read_text())) if place.exists() else None
