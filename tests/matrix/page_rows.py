"""Who may open which page, and which object it is about; one line a route."""

# methods, who (tests/matrix/who.py), path, which object (tests/matrix/rows.py)
PAGE_ROWS = """
GET      public   /
GET      public   /01/<path:_rest>                               _rest=?
GET      public   /<code>                                        code=voso
GET      public   /anh/<sha256>-<int:width>.webp                 sha256=? width=?
GET      public   /api/docs
GET      public   /api/docs/files/<path:name>                    name=x
GET      look     /ban-dong-y
GET      look     /ban-dong-y/<text_id>/doc                      text* !missing
GET,POST province /ban-dong-y/moi
GET,POST public   /ban-thu/vneid
GET,POST public   /dang-nhap
GET,POST public   /dang-nhap/buoc-hai
POST     public   /dang-nhap/buoc-hai/chia-khoa
GET,POST public   /dang-nhap/chia-khoa
GET,POST public   /dang-nhap/chon
GET,POST public   /dang-nhap/dat-lai/<secret>                    secret=x
GET,POST public   /dang-nhap/ma
GET,POST public   /dang-nhap/ma/nhap
GET,POST public   /dang-nhap/quen
GET      public   /dang-nhap/vneid
GET      public   /dang-nhap/vneid/ve
POST     public   /dang-xuat
GET      steward  /danh-muc-du-lieu
GET      steward  /du-lieu-ca-nhan
GET      public   /healthz
GET      look     /ho
GET      look     /ho/<household_id>                             household
GET,POST save     /ho/bo-loc
POST     save     /ho/bo-loc/<view_id>/ghim                      view
POST     save     /ho/bo-loc/<view_id>/xoa                       view
GET,POST work     /ho/hang-loat
POST     work     /ho/hang-loat/<act_id>/hoan-tac                act
POST     steer    /ho/tai-ve
POST     work     /ho/tim-so-can-cuoc
GET      look     /ho/the
GET,POST work     /ho/the/in
GET      describe /ho/<household_id>/the                         household
POST     register /ho/<household_id>/the                         household
POST     describe /ho/<household_id>/the/in                      household
GET      describe /ho/<household_id>/the/ma-qr.svg               household
GET      look     /ho/<household_id>/anh/<photo_id>-<int:width>.webp household picture width=320
GET      hear     /ho/<household_id>/bang-chung/<evidence_id>    household evidence
POST     describe /ho/<household_id>/dong-y                      household
POST     describe /ho/<household_id>/dong-y/<consent_id>/bang-chung household consent
GET,POST work     /ho/<household_id>/moi-chu-ho                  household
GET,POST describe /ho/<household_id>/rut-dong-y                  household
GET,POST describe /ho/<household_id>/sua                         household
GET,POST register /ho/<household_id>/doi-chu-ho                  household
GET,POST describe /ho/<household_id>/nhan-tien                   household
GET,POST describe /ho/<household_id>/thanh-vien/<member_id>      household member
GET,POST describe /ho/<household_id>/thanh-vien/moi              household
GET,POST describe /ho/<household_id>/thua-dat/<parcel_id>        household parcel
GET,POST describe /ho/<household_id>/thua-dat/moi                household
GET      seeteam  /tap-huan
GET      seeteam  /tap-huan/<training_id>                        training
GET,POST register /tap-huan/<training_id>/bo                     training
GET,POST register /tap-huan/<training_id>/diem-danh              training
GET,POST register /tap-huan/<training_id>/diem-danh/<attendance_id>/bo training attendance
GET,POST register /tap-huan/<training_id>/sua                    training
GET,POST register /tap-huan/moi
GET      seeteam  /to
GET      seeteam  /to/<team_id>                                  team
GET,POST work     /to/<team_id>/sua                              team
GET,POST work     /to/<team_id>/thanh-vien/<team_member_id>      team team_member
GET,POST work     /to/<team_id>/thanh-vien/moi                   team
GET,POST work     /to/moi
GET,POST ask      /ho/<household_id>/tat-ca-du-lieu              household
GET,POST work     /ho/<household_id>/xem-so                      household
GET,POST office   /ho/<household_id>/xoa-thong-tin               household
GET      work     /ho/gop
POST     office   /ho/gop/<merge_id>/hoan-tac                    merge_id=x !missing
GET      work     /ho/trung
GET      work     /ho/trung/<first_id>/<second_id>               first_id=x household !missing
POST     office   /ho/trung/<first_id>/<second_id>               first_id=x household !missing
POST     work     /ho/trung/<first_id>/<second_id>/de-nghi       first_id=x household !missing
POST     office   /ho/trung/<first_id>/<second_id>/khac          first_id=x household !missing
GET,POST register /ho/moi
GET,POST register /ho/dan
POST     register /ho/dan/luu
GET      look     /buoc-len-san
GET      look     /buoc-len-san/<step>                           step=product
GET      look     /ho/<household_id>/buoc-len-san                household
POST     describe /ho/<household_id>/buoc-len-san                household
POST     describe /ho/<household_id>/buoc-len-san/<note_id>/bo   household note
GET,POST work     /ho/nhap-danh-sach
GET      work     /ho/nhap-danh-sach/<import_id>                 import
GET,POST work     /ho/nhap-danh-sach/<import_id>/cach-doc        mend
GET      work     /ho/nhap-danh-sach/<import_id>/can-sua.xlsx    mend
POST     work     /ho/nhap-danh-sach/<import_id>/chon-xa         import
POST     work     /ho/nhap-danh-sach/<import_id>/hoan-tac        import
POST     work     /ho/nhap-danh-sach/<import_id>/nhap            mend
GET      work     /ho/nhap-danh-sach/mau.xlsx
GET      read     /kenh
GET      public   /kenh-thu/<channel>/<item>                     channel=voso item=?
POST     make     /kenh/dang-ban/<id>/rut                        listing
POST     make     /kenh/dang-ban/<id>/thu-lai                    listing
GET      read     /kenh/san-pham/<id>                            product
POST     make     /kenh/san-pham/<id>/dang/<channel>             product channel=voso
GET      read     /lo
GET      read     /lo/<id>                                       lot
POST     make     /lo/<id>/chot                                  lot
GET,POST province /lo/<id>/go-thu-hoi                            lot
GET,POST make     /lo/<id>/nhat-ky/moi                           lot
GET,POST make     /lo/<id>/sua                                   lot
GET,POST province /lo/<id>/thu-hoi                               lot
POST     make     /lo/<id>/xuat-ban                              lot
GET,POST make     /lo/moi
GET      public   /lot/<lot_id>                                  lot*
GET,POST public   /may
GET      public   /may/trang-thai
GET      public   /metrics
GET,POST public   /moi/<secret>                                  secret=x
GET      tree     /nguoi-dung
GET      tree     /nguoi-dung/<account_id>                       account
POST     work     /nguoi-dung/<account_id>/hai-buoc/go          account
POST     tree     /nguoi-dung/<account_id>/khoa                  account
POST     work     /nguoi-dung/<account_id>/khoa-api/<token_id>/go account token
POST     tree     /nguoi-dung/<account_id>/mat-khau              account
POST     work     /nguoi-dung/<account_id>/may/<device_id>/go    account device
POST     tree     /nguoi-dung/<account_id>/mo                    account
GET,POST work     /nguoi-dung/<account_id>/sua                   account
GET,POST work     /nguoi-dung/<account_id>/xa-phuong             account
GET,POST province /nguoi-dung/khoa-api
POST     province /nguoi-dung/khoa-api/<token_id>/go             token
GET      work     /nguoi-dung/moi
POST     invite   /nguoi-dung/moi
POST     work     /nguoi-dung/moi/<link_id>/rut                  link
GET      search   /nhat-ky
GET      signed   /nhat-ky/<kind>/<id>                           kind=household household
GET      search   /nhat-ky/tai-ve.<ending>                       ending=csv
GET      public   /quet/<name>.svg                               name=x
GET      public   /readyz
GET      look     /san-pham
GET      look     /san-pham/<id>                                 product
GET,POST describe /san-pham/<id>/anh                             product
POST     describe /san-pham/<id>/anh/<photo_id>/len-dau          product photo
POST     describe /san-pham/<id>/anh/<photo_id>/xoa              product photo
GET,POST office   /san-pham/<id>/bo-sung                         product
POST     office   /san-pham/<id>/duyet                           product
GET,POST make     /san-pham/<id>/giay/<certificate_id>/go        product certificate
GET,POST make     /san-pham/<id>/giay/moi                        product
POST     make     /san-pham/<id>/gui-duyet                       product
GET,POST make     /san-pham/<id>/rut                             product
GET,POST work     /san-pham/<id>/sao/<rating_id>/go              product rating
GET,POST work     /san-pham/<id>/sao/moi                         product
GET,POST describe /san-pham/<id>/sua                             product
GET,POST describe /san-pham/moi
GET      steer    /so-lieu
GET      steer    /so-lieu/<key>                                 key=households
GET      steer    /so-lieu/tai-ve.<ending>                       ending=csv
GET      public   /static/<path:filename>                        filename=x
GET      breached /su-co
GET      breached /su-co/<breach_id>                             breach*
POST     province /su-co/<breach_id>/da-bao                      breach*
POST     province /su-co/<breach_id>/khep-lai                    breach*
GET,POST breach   /su-co/<breach_id>/sua                         breach*
GET      breached /su-co/<breach_id>/thong-bao                   breach*
GET,POST breach   /su-co/moi
GET      signed   /tai-khoan
GET,POST signed   /tai-khoan/chia-khoa
GET,POST signed   /tai-khoan/chia-khoa/<uuid:passkey_id>/go      passkey
GET,POST signed   /tai-khoan/hai-buoc
POST     signed   /tai-khoan/hai-buoc/bat
POST     signed   /tai-khoan/hai-buoc/ma-du-phong
GET      signed   /tai-khoan/hai-buoc/ma-qr.svg                !missing
POST     signed   /tai-khoan/hai-buoc/tat
GET,POST signed   /tai-khoan/mat-khau
GET,POST field    /tai-khoan/may
POST     field    /tai-khoan/may/<uuid:device_id>/go             device
POST     signed   /tai-khoan/phien/<session_id>/ket-thuc         session
POST     signed   /tai-khoan/phien/ket-thuc-may-khac
GET,POST lend     /tai-khoan/uy-quyen
POST     lend     /tai-khoan/uy-quyen/<delegation_id>/thoi       delegation
GET      signed   /tai-khoan/vneid
GET      signed   /tai-khoan/vneid/gan
POST     signed   /tai-khoan/vneid/go                          !missing
GET      read     /tem
GET      read     /tem/<id>                                      order
GET,POST make     /tem/<id>/huy                                  order
GET,POST make     /tem/<id>/in                                   order
GET      make     /tem/<id>/in/<print_id>                        order print
GET,POST make     /tem/<id>/kich-hoat                            order
GET      make     /tem/<id>/ma.csv                               order
GET,POST keep     /tem/<id>/mo-khoa                              order
GET,POST keep     /tem/<id>/tam-khoa                             order
GET,POST make     /tem/moi
GET      steward  /thoi-han-luu
GET      public   /thuc-dia/
GET      signed   /thuc-dia/dia-danh
POST     register /thuc-dia/dong-bo
GET      register /thuc-dia/khoi-dong
GET      public   /thuc-dia/manifest.webmanifest
GET      public   /thuc-dia/sw.js
POST     register /thuc-dia/tep
PUT      register /thuc-dia/tep/<file_id>                        upload
GET      register /thuc-dia/thay-doi
GET      register /thuc-dia/xung-dot
POST     register /thuc-dia/xung-dot/<conflict_id>               conflict
POST     register /thuc-dia/xung-dot/<conflict_id>/hoan-tac      conflict
GET      register /thuc-dia/xung-dot.json
GET      signed   /viec
GET      read     /viec/giay-sap-het-han
GET      asked    /yeu-cau
GET      asked    /yeu-cau/<request_id>                          request
POST     office   /yeu-cau/<request_id>/gia-han                  request
POST     office   /yeu-cau/<request_id>/khep-lai                 request
POST     head     /yeu-cau/<request_id>/rut                      request
POST     office   /yeu-cau/<request_id>/tra-loi                  request
GET,POST ask      /yeu-cau/moi
"""
