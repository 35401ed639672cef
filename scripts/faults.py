"""
Kill commands of the program at moments that chance chooses, and look at what they leave.

``python3 scripts/faults.py --kills 200 --seed 7`` prints how many commands were killed and which site they left. It
ends with 1 where anything was torn, lost or left behind, and says what. ``tests/faults/campaign.py`` says what is done.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT)]


def main() -> int:
    """Kill as many commands as are asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200, help="how many commands to kill (default: 200)")
    parser.add_argument("--seed", type=int, default=1, help="another number, other moments (default: 1)")
    parser.add_argument("--keep-going", action="store_true", help="do not stop at the first finding")
    arguments = parser.parse_args()
    from tests.faults.campaign import Campaign, Torn

    begun, torn = time.monotonic(), 0
    with tempfile.TemporaryDirectory(prefix="jianbao-faults-") as folder:
        campaign = Campaign(Path(folder), arguments.seed)
        while campaign.kills.total() < arguments.kills:
            try:
                campaign.round()
            except Torn as finding:
                torn += 1
                sys.stdout.write(f"after {campaign.kills.total()} kills: {str(finding)[:600]}\n")
                if not arguments.keep_going:
                    break
    print_counts("killed", campaign.kills)
    print_counts("found", campaign.found)
    survived = campaign.kills.total() - torn
    sys.stdout.write(f"{campaign.kills.total()} kills, {survived} survived, {time.monotonic() - begun:.0f} s\n")
    return 1 if torn else 0


def print_counts(title: str, counts: Counter[str]) -> None:
    """Print what was counted, the most frequent first."""
    sys.stdout.writelines(f"{title} {name}: {count}\n" for name, count in counts.most_common())


if __name__ == "__main__":
    sys.exit(main())
