"""Words that may not stand in a statement, as data.

Used by rules; an editor may add to either list. Not loaded in the browser.
"""

_ANIMALS = """
animal ape badger beaver bee bird bulldog cat chameleon chimp crocodile dog dolphin donkey dove eagle
elephant falcon fox gorilla hawk horse jackal lamb leopard lion lioness monkey mouse mule octopus orca
ostrich owl panther parrot peacock rabbit raven sheep shark snake spider tiger tortoise turtle vulture wolf
"""

_LOADED = """
admirable admirably aggressive aggressively arrogant arrogantly bold boldly brave bravely brilliant
brilliantly bully calm calmly careful carefully careless carelessly charming charmingly clever cleverly
competent competently confident confidently considerate courageous courageously cowardly creative creatively
decent decisive decisively devious diligent diligently diplomatic diplomatically disciplined dishonest
dishonestly effective effectively efficient efficiently empathetic empathic empathy ethical ethically
excellent fair fairly fearless fearlessly flexible flexibly friendly generous generously gentle gently
gracious graciously greedy honest honestly honourable honourably imaginative impatient impatiently
impressive ingenious innovative insightful integrity intelligent intelligently inventive lazy likeable loyal
manipulate manipulative mature modest naive naively noble passive patience patient patiently polite politely
professional professionally prudent prudently pushy rash rational rationally reasonable reckless recklessly
reliable reliably resourceful respectful respectfully responsible responsibly rude rudely ruthless
ruthlessly selfish selfishly sensible sensibly sincere sincerely skilful skilfully skilled smart smartly
sneaky strategic strategically stubborn stubbornly superb thorough thoroughly thoughtful thoughtfully timid
timidly trustworthy truthful truthfully visionary weak wise wisely
"""

ANIMALS = frozenset(_ANIMALS.split())
"""Animals by name.

Left out: bear, bull, crane, fly, hare, seal, swallow and others that are plain words of a deal.
"""

LOADED = frozenset(_LOADED.split())
"""Virtue words, and their opposites: each makes a statement more, or less, pleasant to pick."""
