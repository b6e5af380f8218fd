"""The pages of stamps, as page_rows.py has the others."""

STAMP_ROWS = """
GET,POST public   /<code>/mo-goi                                 code=voso
GET      read     /tem
GET      read     /tem/<id>                                      order
GET,POST make     /tem/<id>/chi-phi                              order
GET      read     /tem/<id>/dai                                  order !missing
GET,POST make     /tem/<id>/huy                                  order
GET,POST make     /tem/<id>/in                                   order
GET      make     /tem/<id>/in/<print_id>                        order print
POST     make     /tem/<id>/in/<print_id>/dung                   order print
POST     make     /tem/<id>/in/<print_id>/tao-lai                order print
GET,POST make     /tem/<id>/in/can-may                           order
GET      make     /tem/<id>/in/trang-thu                         order
GET      make     /tem/<id>/in/xem-thu.png                       order
GET      make     /tem/<id>/in/xem-thu.svg                       order
GET,POST make     /tem/<id>/kich-hoat                            order
GET,POST office   /tem/<id>/lam-mau                              order
GET      read     /tem/<id>/ma-pin                               order
POST     office   /tem/<id>/ma-pin/<position>                order position=1
GET      make     /tem/<id>/ma.csv                               order
GET,POST keep     /tem/<id>/mo-khoa                              order
GET,POST make     /tem/<id>/nhan                                 order
GET,POST keep     /tem/<id>/tam-khoa                             order
GET      count    /tem/chi-phi
GET      count    /tem/chi-phi.csv
GET      read     /tem/duyet
GET      read     /tem/duyet/<approval_id>                       approval
POST     office   /tem/duyet/<approval_id>/dong-y                approval
POST     office   /tem/duyet/<approval_id>/khong-duyet           approval
POST     make     /tem/duyet/<approval_id>/rut-lai               approval
GET      count    /tem/khoa
POST     province /tem/khoa
POST     province /tem/khoa/<leak_id>/go                         leak*
GET,POST make     /tem/moi
GET,POST make     /tem/xin-duyet                                 ?product=product
"""
