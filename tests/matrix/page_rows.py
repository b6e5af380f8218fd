"""Who may open which page, and which object it is about; one line a route."""

# methods, who (tests/matrix/who.py), path, which object (tests/matrix/rows.py)
PAGE_ROWS = """
GET      public   /
GET      public   /01/<path:_rest>                               _rest=?
GET      public   /<code>                                        code=voso
GET      public   /anh/<sha256>-<int:width>.webp                 sha256=? width=?
GET      public   /anh-nhat-ky/<sha256>-<int:width>.webp         sha256=? width=?
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
GET      public   /nha-in
GET      public   /nha-in/kiem-tra.py
GET      public   /so-cap-tem
GET      public   /so-cap-tem.jsonl
GET      public   /so-cap-tem/heads.json
GET      public   /so-cap-tem/key.pem
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
GET      read     /doi-tac
GET      read     /doi-tac/<partner_id>                          partner
GET,POST make     /doi-tac/<partner_id>/sua                      partner
POST     make     /doi-tac/<partner_id>/thoi                     partner
GET      read     /dien-tap-thu-hoi
POST     make     /dien-tap-thu-hoi
GET      read     /dien-tap-thu-hoi/<drill_id>                   drill
GET,POST make     /doi-tac/moi
GET      read     /kenh
GET      public   /kenh-thu/<channel>/<item>                     channel=voso item=?
POST     make     /kenh/dang-ban/<id>/rut                        listing
POST     make     /kenh/dang-ban/<id>/thu-lai                    listing
GET      read     /kenh/san-pham/<id>                            product
POST     make     /kenh/san-pham/<id>/dang/<channel>             product channel=voso
GET      read     /giay
GET      read     /giay/<certificate_id>                         certificate
POST     make     /giay/<certificate_id>/ban-chup                certificate
GET      make     /giay/<certificate_id>/ban-chup/<file_id>      certificate paper_scan
POST     make     /giay/<certificate_id>/ban-chup/<file_id>/xoa  certificate paper_scan
POST     work     /giay/<certificate_id>/da-xem                  certificate
GET,POST make     /giay/<certificate_id>/go                      certificate
GET,POST make     /giay/<certificate_id>/noi-san-xuat            certificate
GET,POST make     /giay/<certificate_id>/san-pham                certificate
GET,POST make     /giay/<certificate_id>/sua                     certificate
GET,POST make     /giay/moi
GET      public   /giay-to
GET      read     /ho/<household_id>/con-thieu-giay              household
GET      help     /ho/<household_id>/lam-giup                    household
GET      read     /san-pham/<id>/con-thieu                       product
GET      read     /lo
GET      read     /lo/<id>                                       lot
POST     make     /lo/<id>/chot                                  lot
GET,POST make     /lo/<id>/gop                                   lot
GET,POST province /lo/<id>/go-thu-hoi                            lot
GET      read     /lo/<id>/ho-so                                 lot
GET      read     /lo/<id>/nguon-goc                             lot
GET,POST make     /lo/<id>/nhat-ky/moi                           lot
GET      read     /lo/<id>/nhat-ky/<event_id>                    lot event
POST     make     /lo/<id>/nhat-ky/<event_id>/anh                lot event
POST     make     /lo/<id>/nhat-ky/<event_id>/anh/<photo_id>/xoa lot event line_photo
POST     make     /lo/<id>/nhat-ky/<event_id>/khong-co           lot event
GET,POST make     /lo/<id>/giao                                  lot
GET      steer    /lo/thuoc-ghi-sau
GET      read     /hang-sap-nhan
GET      read     /giao-nhan
GET      read     /giao-nhan/<transfer_id>                       transfer
POST     make     /giao-nhan/<transfer_id>/gui                   transfer
POST     make     /giao-nhan/<transfer_id>/nhan                  transfer
POST     make     /giao-nhan/<transfer_id>/khong-nhan            transfer
POST     make     /giao-nhan/<transfer_id>/huy                   transfer
GET,POST make     /lo/<id>/dung-lai                              lot
POST     make     /lo/<id>/mo-lai                                lot
GET,POST make     /lo/<id>/sua                                   lot
GET,POST make     /lo/<id>/tam-dung                              lot
GET,POST make     /lo/<id>/tach                                  lot
GET,POST province /lo/<id>/thu-hoi                               lot
POST     make     /lo/<id>/xuat-ban                              lot
GET,POST make     /lo/moi
GET,POST make     /lo/lam-moi
GET      read     /thu-hoi
GET      read     /thu-hoi/<recall_id>                           recall
POST     work     /thu-hoi/<recall_id>/bao/<notice_id>           recall recall_notice
GET,POST province /thu-hoi/<recall_id>/go                        recall
GET      public   /lot/<lot_id>                                  lot*
GET      public   /lot/<lot_id>/completeness                     lot*
GET      public   /lot/<lot_id>/epcis                            lot*
GET      public   /lot/<lot_id>/passport                         lot*
GET,POST public   /may
GET      public   /may/trang-thai
GET      public   /metrics
GET,POST public   /moi/<secret>                                  secret=x
GET      read     /noi-san-xuat
GET      read     /noi-san-xuat/<area_id>                        area
GET,POST make     /noi-san-xuat/<area_id>/sua                    area
POST     make     /noi-san-xuat/<area_id>/xoa                    area
GET,POST make     /noi-san-xuat/moi
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
GET      steer    /san-pham/cho-duyet
GET,POST describe /san-pham/<id>/anh                             product
GET,POST describe /san-pham/<id>/anh/<photo_id>                  product photo
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
GET,POST describe /san-pham/<id>/goi                             product
GET,POST describe /san-pham/<id>/goi/<pack_id>                   product pack
POST     describe /san-pham/<id>/goi/<pack_id>/bo                product pack
POST     describe /san-pham/<id>/goi/<pack_id>/chuyen            product pack
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
GET      steward  /thoi-han-luu
GET      public   /thuc-dia/
GET      signed   /thuc-dia/dia-danh
POST     describe /thuc-dia/dong-bo
GET      describe /thuc-dia/khoi-dong
GET      public   /thuc-dia/manifest.webmanifest
GET      public   /thuc-dia/sw.js
POST     describe /thuc-dia/tep
PUT      describe /thuc-dia/tep/<file_id>                        upload
GET      describe /thuc-dia/thay-doi
GET      register /thuc-dia/xung-dot
POST     register /thuc-dia/xung-dot/<conflict_id>               conflict
POST     register /thuc-dia/xung-dot/<conflict_id>/hoan-tac      conflict
GET      register /thuc-dia/xung-dot.json
GET      public   /tu-vung/epcis
GET      public   /tu-vung/xa/<code>                             code=16144
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
