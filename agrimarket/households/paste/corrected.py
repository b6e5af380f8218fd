"""What a message takes back: the place, the telephone number or the amount before "à nhầm"."""

import re

from agrimarket.households.paste.contacts import PHONE
from agrimarket.households.paste.numbers import NUMBER
from agrimarket.households.paste.places_in import find_spot
from agrimarket.households.paste.written import Written

# "xã Yên Định à nhầm, xã Yên Trường": the last one is meant
_MISTAKEN = re.compile(
    r"[\s,;.(]*(?:a\s+)?(?<![\w])(?:nham|quen|xin loi|dinh chinh|sua lai|a khong|khong phai|ghi "
    r"nham|"
    r"viet nham|noi nham|dung ra|chinh xac)(?: la| thanh)?(?![\w])[\s,:.)]*(?:phai la |la |dung "
    r"la )?"
)
_UNITS = r"sao|mau|ha|m2|thuoc|con|cay|goc|tan|ta|yen|kg|lit|dan|thung|long|o|to|doi|cap"
# "2 sào à ghi 1,5 sào", "20 con lợn, à nhầm 30 con": of one unit the last is meant
_AMOUNTS = re.compile(
    rf"(?<![\w.,])(?P<wrong>{NUMBER} ?(?P<unit>{_UNITS}))(?![\w])(?:(?: [^\W\d_]+){{0,3}}?)"
    rf"(?P<mark>[\s,;.(]+(?:(?:a|u|thoi)[\s,]+(?:(?:em|e|chi|anh) )?(?:ghi(?: lai)?|sua(?: lai)?|"
    rf"khong(?: phai)?|nham|quen|thoi)|(?:ghi|sua|noi|viet) (?:lai|nham)|nham|dinh chinh|"
    rf"dung ra|chinh xac)(?![\w])(?: roi)?(?: la| thanh| phai la)?[\s,:.]*)"
    rf"(?={NUMBER} ?(?P=unit)(?![\w]))"
)


def set_aside_mistakes(written: Written) -> None:
    """What a message takes back: the place or the number right before "à nhầm" is not meant."""
    for match in list(written.find(_AMOUNTS)):
        written.set_aside(*match.span("wrong"))
        written.set_aside(*match.span("mark"))
    for match in list(written.find(_MISTAKEN)):
        before, after = max(0, match.start() - 60), match.end()
        wrong = Written(written.text[before : match.start()])
        right = Written(written.text[after : after + 60])
        spot, meant = find_spot(wrong), find_spot(right)
        if spot and meant and spot.end + 3 >= len(wrong.text):
            written.set_aside(before + spot.start, after)
            continue
        number = list(PHONE.finditer(wrong.plain))[-1:]
        if number and PHONE.search(right.plain) and number[0].end() + 3 >= len(wrong.text):
            written.set_aside(before + number[0].start(), after)
