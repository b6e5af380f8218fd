"""The GS1 application identifiers, a row each: what a value looks like and what stands beside it.

Written after GS1 General Specifications, chapter 3 (formats) and 4.13 (pairs), and GS1's Barcode
Syntax Dictionary of January 2026, which says the same for programs (Apache-2.0).

    identifier ; format ; needs ; never with ; address ; data title of GS1

format: parts of N digits, X (set 82), Y (set 39) or Z (set 64), `6` exactly or `..6` up to six;
`:check` names a rule of checks.py; a part in brackets may be missing.
needs: one of the alternatives between `|`, and all that a `+` joins; a short number stands for all
identifiers that begin with it. address: `key`, with the qualifiers in their order, alternatives
between `|`; `no` where it may not stand after the `?` of an address.

One row differs from the dictionary: it gives 22 to 01 alone, the grammar of addresses to 8006 too.
"""

from typing import Final

# Alternatives that many rows share: things that are sold, and those that may be made to order.
SHARED: Final = {
    "ITEM": "01|02|03|8006|8026",
    "MADE": "01|02|03",
    "WEIGHED": "30|31|32|35|36",
    "COUNTRIES": "N3:country [N3:country] [N3:country] [N3:country] [N3:country]",
}

ROWS: Final = """
00 ; N18:digit ; ; ; key ; SSCC
01 ; N14:digit ; ; 255 37 ; key 22 10 21|235 ; GTIN
02 ; N14:digit ; 37 ; 01 03 ; ; CONTENT
03 ; N14:digit ; ; 01 02 37 235 ; no ; MTO GTIN
10 ; X..20 ; ITEM ; ; ; BATCH/LOT
11 ; N6:day0 ; ITEM ; ; ; PROD DATE
12 ; N6:day0 ; 8020 ; ; ; DUE DATE
13 ; N6:day0 ; ITEM ; ; ; PACK DATE
15 ; N6:day0 ; ITEM ; ; ; BEST BEFORE or BEST BY
16 ; N6:day0 ; ITEM ; ; ; SELL BY
17 ; N6:day0 ; ITEM|255 ; ; ; USE BY or EXPIRY
20 ; N2 ; ITEM ; ; ; VARIANT
21 ; X..20 ; 01|03|8006 ; 235 ; no ; SERIAL
22 ; X..20 ; 01|8006 ; ; no ; CPV
235 ; X..28 ; 01 ; ; no ; TPX
240 ; X..30 ; ITEM ; ; ; ADDITIONAL ID
241 ; X..30 ; ITEM ; ; ; CUST. PART No.
242 ; N..6 ; 01|02|8006|8026 ; ; ; MTO VARIANT
243 ; X..20 ; 01|03 ; ; ; PCN
250 ; X..30 ; 01+21|03+21|8006+21 ; ; ; SECONDARY SERIAL
251 ; X..30 ; 01|03|8006 ; ; ; REF. TO SOURCE
253 ; N13:digit [X..17] ; ; ; key ; GDTI
254 ; X..20 ; 414 ; ; no ; GLN EXTENSION COMPONENT
255 ; N13:digit [N..12] ; ; 01 02 415 8006 8020 8026 ; key ; GCN
30 ; N..8 ; 01|02 ; ; ; VAR. COUNT
37 ; N..8 ; 00+02|00+8026 ; ; ; COUNT
390x0-9 ; N..15 ; 255|8020 ; 390 391 394 8111 ; ; AMOUNT
391x0-9 ; N3:currency N..15 ; 8020 ; 391 ; ; AMOUNT
392x0-9 ; N..15 ; 01+30|01+31|01+32|01+35|01+36 ; 392 393 ; ; PRICE
393x0-9 ; N3:currency N..15 ; WEIGHED ; 393 ; ; PRICE
394x0-3 ; N4 ; 255 ; 394 8111 ; ; PRCNT OFF
395x0-5 ; N6 ; WEIGHED ; 392 393 395 8005 ; ; PRICE/UoM
400 ; X..30 ; ; ; ; ORDER NUMBER
401 ; X..30:company ; ; ; key ; GINC
402 ; N17:digit ; ; ; key ; GSIN
403 ; X..30 ; 00 ; ; ; ROUTE
410 ; N13:digit ; ; ; ; SHIP TO LOC
411 ; N13:digit ; ; ; ; BILL TO
412 ; N13:digit ; ; ; ; PURCHASE FROM
413 ; N13:digit ; ; ; ; SHIP FOR LOC
414 ; N13:digit ; ; ; key 254|7040 ; LOC No.
415 ; N13:digit ; 8020 ; ; key 8020 ; PAY TO
416 ; N13:digit ; ; ; ; PROD/SERV LOC
417 ; N13:digit ; ; ; key 7040 ; PARTY
420 ; X..20 ; ; 421 ; ; SHIP TO POST
421 ; N3:country X..9 ; ; 4307 ; ; SHIP TO POST
422 ; N3:country ; ITEM ; 426 ; ; ORIGIN
423 ; COUNTRIES ; MADE ; 426 ; ; COUNTRY - INITIAL PROCESS
424 ; N3:country ; MADE ; 426 ; ; COUNTRY - PROCESS
425 ; COUNTRIES ; MADE ; 426 ; ; COUNTRY - DISASSEMBLY
426 ; N3:country ; MADE ; ; ; COUNTRY - FULL PROCESS
427 ; X..3 ; 01+422|02+422|03+422 ; ; ; ORIGIN SUBDIVISION
4300 ; X..35:percent ; 00 ; ; ; SHIP TO COMP
4301 ; X..35:percent ; 00 ; ; ; SHIP TO NAME
4302 ; X..70:percent ; 00 ; ; ; SHIP TO ADD1
4303 ; X..70:percent ; 4302 ; ; ; SHIP TO ADD2
4304 ; X..70:percent ; 00 ; ; ; SHIP TO SUB
4305 ; X..70:percent ; 00 ; ; ; SHIP TO LOC
4306 ; X..70:percent ; 00 ; ; ; SHIP TO REG
4307 ; X2:land ; 00 ; ; ; SHIP TO COUNTRY
4308 ; X..30 ; 00 ; ; ; SHIP TO PHONE
4309 ; N10:latitude N10:longitude ; 00 ; ; ; SHIP TO GEO
4310 ; X..35:percent ; 00 ; ; ; RTN TO COMP
4311 ; X..35:percent ; 00 ; ; ; RTN TO NAME
4312 ; X..70:percent ; 00 ; ; ; RTN TO ADD1
4313 ; X..70:percent ; 4312 ; ; ; RTN TO ADD2
4314 ; X..70:percent ; 00 ; ; ; RTN TO SUB
4315 ; X..70:percent ; 00 ; ; ; RTN TO LOC
4316 ; X..70:percent ; 00 ; ; ; RTN TO REG
4317 ; X2:land ; 00 ; ; ; RTN TO COUNTRY
4318 ; X..20 ; 00 ; ; ; RTN TO POST
4319 ; X..30 ; 00 ; ; ; RTN TO PHONE
4320 ; X..35:percent ; 00 ; ; ; SRV DESCRIPTION
4321 ; N1:yesno ; 00 ; ; ; DANGEROUS GOODS
4322 ; N1:yesno ; 00 ; ; ; AUTH TO LEAVE
4323 ; N1:yesno ; 00 ; ; ; SIG REQUIRED
4324 ; N6:day0 N4:deadline ; 00 ; ; ; NOT BEF DEL DT
4325 ; N6:day0 N4:deadline ; 00 ; ; ; NOT AFT DEL DT
4326 ; N6:day ; 00 ; ; ; REL DATE
4330 ; N6 [X1:minus] ; 00 ; 4331 ; ; MAX TEMP F.
4331 ; N6 [X1:minus] ; 00 ; 4330 ; ; MAX TEMP C.
4332 ; N6 [X1:minus] ; 00 ; 4333 ; ; MIN TEMP F.
4333 ; N6 [X1:minus] ; 00 ; 4332 ; ; MIN TEMP C.
7001 ; N13 ; 01|02|8006|8026 ; ; ; NSN
7002 ; X..30 ; 01|02 ; ; ; MEAT CUT
7003 ; N6:day N4:time ; MADE ; ; ; EXPIRY TIME
7004 ; N..4 ; 01+10|03+10 ; ; ; ACTIVE POTENCY
7005 ; X..12 ; 01|02 ; ; ; CATCH AREA
7006 ; N6:day ; 01|02 ; ; ; FIRST FREEZE DATE
7007 ; N6:day [N6:day] ; 01|02 ; ; ; HARVEST DATE
7008 ; X..3 ; 01|02 ; ; ; AQUATIC SPECIES
7009 ; X..10 ; 01|02 ; ; ; FISHING GEAR TYPE
7010 ; X..2 ; MADE ; ; ; PROD METHOD
7011 ; N6:day [N4:time] ; MADE ; ; ; TEST BY DATE
7020 ; X..20 ; 01+416|03+416|8006+416 ; ; ; REFURB LOT
7021 ; X..20 ; 01|03|8006 ; ; ; FUNC STAT
7022 ; X..20 ; 01+7021|03+7021|8006+7021 ; ; ; REV STAT
7023 ; X..30:company ; ; ; ; GIAI - ASSEMBLY
703x0-9 ; N3:country999 X..27 ; 01|02 ; ; ; PROCESSOR
7040 ; N1 X1 X1 X1:importer ; ; ; no ; UIC+EXT
7041 ; X..4 ; 00 ; ; no ; UFRGT UNIT TYPE
71x0-7 ; X..20 ; 01 ; ; ; NHRN
723x0-9 ; X2 X..28 ; 01|8004 ; ; ; CERT
7240 ; X..20 ; 01|8006 ; 03 ; ; PROTOCOL
7241 ; N2:media ; 8017|8018 ; ; ; AIDC MEDIA TYPE
7242 ; X..25 ; 8017|8018 ; ; ; VCN
7250 ; N8:fullday ; 8018 ; 7251 ; ; DOB
7251 ; N8:fullday N4:time ; 8018 ; 7250 ; ; DOB TIME
7252 ; N1:sex ; 8018 ; ; ; BIO SEX
7253 ; X..40:percent ; 8017|8018 ; 7256 7259 ; ; FAMILY NAME
7254 ; X..40:percent ; 8017|8018 ; 7256 7259 ; ; GIVEN NAME
7255 ; X..10 ; 8017|8018 ; 7256 7259 ; ; SUFFIX
7256 ; X..90:percent ; 8017|8018 ; ; ; FULL NAME
7257 ; X..70:percent ; 8018 ; ; ; PERSON ADDR
7258 ; X3:sequence ; 8018+7259 ; ; ; BIRTH SEQUENCE
7259 ; X..40:percent ; 8018 ; 7256 ; ; BABY
8001 ; N4:nonzero N5:nonzero N3:nonzero N1:winding N1 ; 01 ; ; ; DIMENSIONS
8002 ; X..20 ; ; ; ; CMT No.
8003 ; N1:zero N13:digit [X..16] ; ; ; key ; GRAI
8004 ; X..30:company ; ; ; key 7040 ; GIAI
8005 ; N6 ; 01|02 ; ; ; PRICE PER UNIT
8006 ; N14:digit N4:piece ; ; 01 03 37 ; key 22 10 21 ; ITIP
8007 ; X..34:iban ; 415 ; ; ; IBAN
8008 ; N6:day N2:hour [N2:minute] [N2:minute] ; MADE ; ; ; PROD TIME
8009 ; X..50 ; 00|01|03 ; ; ; OPTSEN
8010 ; Y..30:company ; ; ; key 8011 ; CPID
8011 ; N..12:leading ; 8010 ; ; no ; CPID SERIAL
8012 ; X..20 ; 01|03|8006 ; ; ; VERSION
8013 ; X..25:pair ; ; ; key ; GMN
8014 ; X..25:pair ; 01 ; ; no ; MUDI
8017 ; N18:digit ; ; 8018 ; key 8019 ; GSRN - PROVIDER
8018 ; N18:digit ; ; 8017 ; key 8019 ; GSRN - RECIPIENT
8019 ; N..10 ; 8017|8018 ; ; no ; SRIN
8020 ; X..25 ; 415 ; ; no ; REF No.
8026 ; N14:digit N4:piece ; 37 ; 02 03 8006 ; ; ITIP CONTENT
8030 ; Z..90 ; 00|01+21|03+21|253|255|8003|8004|8006+21|8010+8011|8017|8018 ; ; ; DIGSIG
8040 ; N15 ; 01+21 ; ; no ; IMEI
8041 ; N15 ; 01+21+8040 ; ; no ; IMEI2
8042 ; N32 ; 01+21+8040 ; ; no ; ESIM
8043 ; N18 [N..2] ; 01+21+8040 ; ; no ; PSIM
8110 ; X..70 ; ; ; ; COUPON
8111 ; N4 ; 255 ; ; ; POINTS
8112 ; X..70 ; ; ; ; PAPERLESS COUPON
8200 ; X..70 ; 01 ; ; no ; PRODUCT URL
90 ; X..30 ; ; ; ; INTERNAL
9x1-9 ; X..90 ; ; ; ; INTERNAL
"""
