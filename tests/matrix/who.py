"""Who may do what: the roles of the house as DESIGN names them, written apart from the code."""

from agrimarket.kit.access import Role

PROVINCE = {Role.PROVINCE_OFFICER}
OFFICE = PROVINCE | {Role.COMMUNE_OFFICER}
WORK = OFFICE | {Role.EXTENSION_WORKER}
MAKE = WORK | {Role.PRODUCER}
READ = MAKE | {Role.AUDITOR}
TEAM = {Role.COMMUNITY_TEAM}
CLIENT = {Role.API_CLIENT}  # with the scope of the room; never what is an officer's alone

# The third word of a row.
WHO = {
    "public": set(Role),
    "signed": READ | TEAM | {Role.OPERATOR},
    "read": READ | CLIENT,
    "look": READ | TEAM | CLIENT,
    "make": MAKE | CLIENT,
    "describe": MAKE | TEAM | CLIENT,
    "work": WORK | CLIENT,
    "rate": WORK | CLIENT,
    "register": WORK | TEAM | CLIENT,
    "save": WORK | TEAM | {Role.AUDITOR} | CLIENT,
    "keep": OFFICE | {Role.PRODUCER} | CLIENT,
    "steer": WORK | {Role.AUDITOR} | CLIENT,
    "seeteam": WORK | TEAM | {Role.AUDITOR} | CLIENT,
    "office": OFFICE,
    "count": OFFICE | {Role.AUDITOR} | CLIENT,
    # A person answers for persons' data, for breaches and for other people: no program does.
    "reveal": WORK | CLIENT,
    "hear": MAKE | TEAM,
    "scan": MAKE | CLIENT,
    "help": MAKE,  # a program has no page of work
    "head": {Role.PRODUCER},
    "ask": OFFICE | {Role.PRODUCER},
    "asked": OFFICE | {Role.PRODUCER, Role.AUDITOR},
    "steward": OFFICE | {Role.AUDITOR, Role.OPERATOR},
    "breach": PROVINCE | {Role.OPERATOR},
    "breached": PROVINCE | {Role.OPERATOR, Role.AUDITOR},
    "search": PROVINCE | {Role.AUDITOR},
    "invite": WORK,
    "tree": WORK | {Role.OPERATOR},
    "field": WORK | TEAM | {Role.PRODUCER},
    "lend": {Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER},
    "province": PROVINCE,
}

# Whom a rule refuses although the route lets them in: a program gives no stars and sees neither
# citizen number nor scan of a paper, a community team does not listen to what was said to
# somebody else, and a worker invites heads of households alone, from their own page.
REFUSED_LATER = {"rate": CLIENT, "reveal": CLIENT, "scan": CLIENT, "hear": TEAM,
                 "invite": {Role.EXTENSION_WORKER}}  # fmt: skip
BEFORE_IT_IS_SOUGHT = {"hear", "scan"}  # refused once its owner is seen, whether it is there or not
# Kept for one person: here somebody else's, or none at all.
OTHERS = {"session", "passkey", "device", "delegation", "link", "token", "view", "act", "upload"}
EVERYWHERE = {Role.PROVINCE_OFFICER, Role.AUDITOR}
OWN_COMMUNE = {Role.COMMUNE_OFFICER, Role.EXTENSION_WORKER, Role.COMMUNITY_TEAM, Role.API_CLIENT}


def sees(role: Role, situation: str, thing: str) -> bool:
    """Whether somebody of this role sees a thing of bà Hoa (own), of another producer of her
    commune (other), or of one in another commune (sibling).

    Imported lists are their uploader's, and the province's to see; the rows to mend with their
    citizen numbers are the uploader's alone.
    """
    if situation in {"missing", "deleted", "crossed"}:
        return False
    if thing.endswith("*"):
        return True
    if role is Role.OPERATOR or thing in OTHERS:
        return False
    if thing == "mend":
        return situation == "own" and role in WORK | TEAM | CLIENT
    if thing == "import":
        return role in EVERYWHERE or (situation == "own" and role in WORK | TEAM | CLIENT)
    if role in EVERYWHERE:
        return True
    return situation == "own" or (situation == "other" and role in OWN_COMMUNE)
