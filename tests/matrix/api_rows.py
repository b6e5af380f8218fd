"""Who may call which JSON route, and which object it is about; one line a route."""

# methods, who (tests/matrix/who.py), path, which object (tests/matrix/rows.py)
API_ROWS = """
GET      read     /api/v1/areas
POST     make     /api/v1/areas                                  @household_id=household
GET      read     /api/v1/areas/<area_id>                        area
PATCH,DELETE make     /api/v1/areas/<area_id>                        area
GET      search   /api/v1/audit-rows
GET      read     /api/v1/booths
POST     make     /api/v1/booths                                 @household_id=household
GET      read     /api/v1/booths/<booth_id>                      booth
PATCH    work     /api/v1/booths/<booth_id>                      booth
POST     office   /api/v1/booths/<booth_id>/close                booth
POST     office   /api/v1/booths/<booth_id>/open                 booth
POST     office   /api/v1/booths/<booth_id>/suspend              booth
GET      breached /api/v1/breaches
POST     breach   /api/v1/breaches
GET      breached /api/v1/breaches/<breach_id>                   breach*
PATCH    breach   /api/v1/breaches/<breach_id>                   breach*
POST     province /api/v1/breaches/<breach_id>/close             breach*
POST     province /api/v1/breaches/<breach_id>/notify            breach*
GET      read     /api/v1/channels
GET      read     /api/v1/channels/<code>                        code=voso
GET      read     /api/v1/channels/<code>/checks                 code=voso ?product_id=product
POST     province /api/v1/channels/<code>/close                  code=voso
GET      look     /api/v1/consent-texts
POST     province /api/v1/consent-texts
GET      look     /api/v1/consent-texts/<text_id>                text*
GET      read     /api/v1/household-imports
POST     work     /api/v1/household-imports
GET      read     /api/v1/household-imports/<import_id>          import
POST     work     /api/v1/household-imports/<import_id>/choices  import
GET      work     /api/v1/household-imports/<import_id>/errors.xlsx mend
POST     work     /api/v1/household-imports/<import_id>/undo     import
GET      work     /api/v1/household-merges
POST     office   /api/v1/household-merges                       @keep=household @merge=household
GET      work     /api/v1/household-merges/<merge_id>            merge_id=01890000-0000-7000-8000-000000000001 !missing
POST     office   /api/v1/household-merges/<merge_id>/undo       merge_id=01890000-0000-7000-8000-000000000001 !missing
GET      work     /api/v1/household-pairs
POST     office   /api/v1/household-pairs/dismiss                @first=household @second=household
POST     work     /api/v1/household-pairs/propose                @first=household @second=household
GET,POST save     /api/v1/household-views
GET,PATCH,DELETE save     /api/v1/household-views/<view_id>            view
GET      look     /api/v1/households
POST     register /api/v1/households
POST     register /api/v1/household-messages
GET      look     /api/v1/households/<household_id>              household
GET      look     /api/v1/households/<household_id>/onboarding   household
POST     describe /api/v1/households/<household_id>/onboarding-notes household
GET      look     /api/v1/onboarding
GET      look     /api/v1/onboarding/counts
PATCH    describe /api/v1/households/<household_id>              household
GET      look     /api/v1/households/<household_id>/card         household
POST     register /api/v1/households/<household_id>/card         household
GET      look     /api/v1/cards/<code>                           card
POST     describe /api/v1/households/<household_id>/consents     household
POST     describe /api/v1/households/<household_id>/consents/<consent_id>/evidence household consent
POST     describe /api/v1/households/<household_id>/consents/withdraw household
POST     office   /api/v1/households/<household_id>/erase        household
GET      ask      /api/v1/households/<household_id>/everything   household
POST     ask      /api/v1/households/<household_id>/everything   household
GET      describe /api/v1/households/<household_id>/evidence     household
POST     reveal   /api/v1/households/find
GET      look     /api/v1/households/<household_id>/history      household
GET      look     /api/v1/households/<household_id>/heads        household
POST     register /api/v1/households/<household_id>/heads        household
GET      look     /api/v1/households/<household_id>/members      household
POST     describe /api/v1/households/<household_id>/members      household
GET      look     /api/v1/households/<household_id>/members/<member_id> household member
PATCH    describe /api/v1/households/<household_id>/members/<member_id> household member
GET      look     /api/v1/households/<household_id>/parcels      household
POST     describe /api/v1/households/<household_id>/parcels      household
GET      look     /api/v1/households/<household_id>/parcels/<parcel_id> household parcel
PATCH    describe /api/v1/households/<household_id>/parcels/<parcel_id> household parcel
GET      look     /api/v1/households/<household_id>/photos       household
GET      look     /api/v1/households/<household_id>/photos/<photo_id>.webp household picture
POST     reveal   /api/v1/households/<household_id>/reveal       household
GET      read     /api/v1/listings
POST     make     /api/v1/listings                               @product_id=product
GET      read     /api/v1/listings/<listing_id>                  listing
PATCH    make     /api/v1/listings/<listing_id>                  listing
GET      read     /api/v1/listings/<listing_id>/checks           listing
POST     make     /api/v1/listings/<listing_id>/retry            listing
POST     make     /api/v1/listings/<listing_id>/withdraw         listing
POST     make     /api/v1/lot-merges                             @inputs.0.lot_id=lot
POST     make     /api/v1/lot-transformations                    @outputs.0.product_id=product @inputs.0.lot_id=lot
GET      read     /api/v1/lots
POST     make     /api/v1/lots                                   @product_id=product
GET      read     /api/v1/lots/<lot_id>                          lot
PATCH    make     /api/v1/lots/<lot_id>                          lot
GET      read     /api/v1/lots/<lot_id>/events                   lot
POST     make     /api/v1/lots/<lot_id>/events                   lot
GET      read     /api/v1/lots/<lot_id>/events/<event_id>        lot event
GET      read     /api/v1/lots/<lot_id>/events/<event_id>/photos lot event
POST     make     /api/v1/lots/<lot_id>/events/<event_id>/photos lot event
GET      read     /api/v1/lots/<lot_id>/events/<event_id>/photos/<photo_id> lot event line_photo
DELETE   make     /api/v1/lots/<lot_id>/events/<event_id>/photos/<photo_id> lot event line_photo
POST     make     /api/v1/lots/<lot_id>/events/<event_id>/withdraw lot event
GET      read     /api/v1/lots/<lot_id>/transfers                lot
POST     make     /api/v1/lots/<lot_id>/transfers                lot @partner_id=partner
POST     province /api/v1/lots/<lot_id>/recall                   lot
POST     province /api/v1/lots/<lot_id>/recall/lift              lot
POST     make     /api/v1/lots/<lot_id>/release                  lot
POST     make     /api/v1/lots/<lot_id>/reopen                   lot
POST     make     /api/v1/lots/<lot_id>/resume                   lot
POST     make     /api/v1/lots/<lot_id>/seal                     lot
POST     make     /api/v1/lots/<lot_id>/splits                   lot
GET      read     /api/v1/lots/<lot_id>/steps                    lot
POST     make     /api/v1/lots/<lot_id>/suspend                  lot
GET      read     /api/v1/lots/<lot_id>/trace                    lot
GET      read     /api/v1/lots/<lot_id>/completeness             lot
GET      read     /api/v1/lots/<lot_id>/epcis                    lot
GET      read     /api/v1/lots/<lot_id>/passport                 lot
GET      public   /api/v1/openapi.json
GET      read     /api/v1/partners
POST     make     /api/v1/partners                               @household_id=household
GET      read     /api/v1/partners/<partner_id>                  partner
PATCH    make     /api/v1/partners/<partner_id>                  partner
POST     make     /api/v1/partners/<partner_id>/end              partner
GET      asked    /api/v1/person-requests
POST     ask      /api/v1/person-requests                        @household_id=household
GET      asked    /api/v1/person-requests/<request_id>           request
PATCH    ask      /api/v1/person-requests/<request_id>           request
POST     office   /api/v1/person-requests/<request_id>/answer    request
POST     office   /api/v1/person-requests/<request_id>/close     request
POST     office   /api/v1/person-requests/<request_id>/extend    request
GET      public   /api/v1/places
GET      steer    /api/v1/product-approvals
GET      look     /api/v1/products
POST     describe /api/v1/products                               @household_id=household
GET      look     /api/v1/products/<product_id>                  product
PATCH    describe /api/v1/products/<product_id>                  product
POST     office   /api/v1/products/<product_id>/approve          product
GET      read     /api/v1/certificates
POST     make     /api/v1/certificates                           @household_id=household
GET      read     /api/v1/certificates/<certificate_id>          certificate
PATCH    make     /api/v1/certificates/<certificate_id>          certificate
GET      read     /api/v1/certificates/<certificate_id>/areas    certificate
PUT      make     /api/v1/certificates/<certificate_id>/areas    certificate
GET,POST make     /api/v1/certificates/<certificate_id>/files    certificate
GET      scan     /api/v1/certificates/<certificate_id>/files/<file_id> certificate paper_scan
DELETE   make     /api/v1/certificates/<certificate_id>/files/<file_id> certificate paper_scan
POST     work     /api/v1/certificates/<certificate_id>/check    certificate
PUT      make     /api/v1/certificates/<certificate_id>/products certificate
POST     make     /api/v1/certificates/<certificate_id>/remove   certificate
GET      read     /api/v1/products/<product_id>/missing-papers   product
GET      public   /api/v1/required-papers
GET      read     /api/v1/products/<product_id>/certificates     product
POST     make     /api/v1/products/<product_id>/certificates     product
GET      read     /api/v1/products/<product_id>/certificates/<certificate_id> product certificate
PATCH    make     /api/v1/products/<product_id>/certificates/<certificate_id> product certificate
POST     make     /api/v1/products/<product_id>/certificates/<certificate_id>/remove product certificate
GET      look     /api/v1/products/<product_id>/packs            product
POST     describe /api/v1/products/<product_id>/packs            product
GET      look     /api/v1/products/<product_id>/packs/<pack_id>  product pack
PATCH,DELETE describe /api/v1/products/<product_id>/packs/<pack_id> product pack
GET      look     /api/v1/products/<product_id>/photos           product
POST     describe /api/v1/products/<product_id>/photos           product
GET      look     /api/v1/products/<product_id>/photos/<photo_id> product photo
PATCH,DELETE describe /api/v1/products/<product_id>/photos/<photo_id> product photo
GET      read     /api/v1/products/<product_id>/ratings          product
POST     rate     /api/v1/products/<product_id>/ratings          product
GET      read     /api/v1/products/<product_id>/ratings/<rating_id> product rating
POST     rate     /api/v1/products/<product_id>/ratings/<rating_id>/remove product rating
GET      look     /api/v1/products/<product_id>/steps            product
POST     make     /api/v1/products/<product_id>/submit           product
POST     office   /api/v1/products/<product_id>/supplement       product
POST     make     /api/v1/products/<product_id>/withdraw         product
GET      read     /api/v1/recall-drills
POST     make     /api/v1/recall-drills
GET      read     /api/v1/recall-drills/<drill_id>               drill
GET      read     /api/v1/recalls
GET      read     /api/v1/recalls/<recall_id>                    recall
POST     province /api/v1/recalls/<recall_id>/lift               recall
GET      read     /api/v1/recalls/<recall_id>/notices            recall
POST     work     /api/v1/recalls/<recall_id>/notices/<notice_id>/sent recall recall_notice
GET      steer    /api/v1/reports/figures
GET      steer    /api/v1/reports/figures/<key>                  key=households
GET      steer    /api/v1/reports/figures/<key>/rows             key=households
GET      steer    /api/v1/reports/progress
GET      steer    /api/v1/reports/progress.csv
GET      steer    /api/v1/reports/progress.xlsx
GET      read     /api/v1/stamp-activations
POST     make     /api/v1/stamp-activations                      @order_id=order
GET      read     /api/v1/stamp-activations/<activate_id>        activate
GET      read     /api/v1/stamp-approvals
POST     make     /api/v1/stamp-approvals                        @product_id=product
GET      read     /api/v1/stamp-approvals/<approval_id>          approval
POST     office   /api/v1/stamp-approvals/<approval_id>/deny     approval
POST     office   /api/v1/stamp-approvals/<approval_id>/grant    approval
POST     make     /api/v1/stamp-approvals/<approval_id>/withdraw approval
GET      count    /api/v1/stamp-costs
GET      read     /api/v1/stamp-deliveries
POST     make     /api/v1/stamp-deliveries                       @order_id=order
GET      read     /api/v1/stamp-deliveries/<deliver_id>          deliver
GET      count    /api/v1/stamp-key-leaks
POST     province /api/v1/stamp-key-leaks
GET      count    /api/v1/stamp-key-leaks/<leak_id>              leak*
POST     province /api/v1/stamp-key-leaks/<leak_id>/lift         leak*
GET      read     /api/v1/stamp-orders
POST     make     /api/v1/stamp-orders                           @product_id=product
GET      read     /api/v1/stamp-orders/<order_id>                order
PATCH    make     /api/v1/stamp-orders/<order_id>                order @lot_id=lot
GET      make     /api/v1/stamp-orders/<order_id>/codes.csv      order
GET      read     /api/v1/stamp-orders/<order_id>/prints         order
POST     make     /api/v1/stamp-orders/<order_id>/prints         order
GET      read     /api/v1/stamp-orders/<order_id>/prints/<print_id> order print
POST     make     /api/v1/stamp-orders/<order_id>/prints/<print_id>/cancel order print
POST     make     /api/v1/stamp-orders/<order_id>/prints/<print_id>/redraw order print
GET      make     /api/v1/stamp-orders/<order_id>/prints/<print_id>/sheet order print
GET      read     /api/v1/stamp-orders/<order_id>/marks          order
POST     office   /api/v1/stamp-orders/<order_id>/marks/<position>/undo order position=1
GET      read     /api/v1/stamp-resumptions
POST     keep     /api/v1/stamp-resumptions                      @order_id=order
GET      read     /api/v1/stamp-resumptions/<resume_id>          resume
GET      read     /api/v1/stamp-samples
POST     office   /api/v1/stamp-samples                          @order_id=order
GET      read     /api/v1/stamp-samples/<sample_id>              sample
GET      read     /api/v1/stamp-suspensions
POST     keep     /api/v1/stamp-suspensions                      @order_id=order
GET      read     /api/v1/stamp-suspensions/<suspend_id>         suspend
GET      read     /api/v1/stamp-voids
POST     make     /api/v1/stamp-voids                            @order_id=order
GET      read     /api/v1/stamp-voids/<void_id>                  void
GET      describe /api/v1/sync/changes
GET      register /api/v1/sync/conflicts
POST     register /api/v1/sync/conflicts/<conflict_id>           conflict
POST     register /api/v1/sync/conflicts/<conflict_id>/undo      conflict
POST     describe /api/v1/sync/files
PUT      describe /api/v1/sync/files/<file_id>                   upload
POST     describe /api/v1/sync/operations
GET      seeteam  /api/v1/teams
POST     work     /api/v1/teams
GET      seeteam  /api/v1/teams/<team_id>                        team
PATCH    work     /api/v1/teams/<team_id>                        team
GET      seeteam  /api/v1/teams/<team_id>/members                team
POST     work     /api/v1/teams/<team_id>/members                team
GET      seeteam  /api/v1/teams/<team_id>/members/<team_member_id> team team_member
PATCH    work     /api/v1/teams/<team_id>/members/<team_member_id> team team_member
GET      seeteam  /api/v1/trainings
POST     register /api/v1/trainings
GET      seeteam  /api/v1/trainings/<training_id>                training
PATCH    register /api/v1/trainings/<training_id>                training
GET      seeteam  /api/v1/trainings/<training_id>/attendance     training
POST     register /api/v1/trainings/<training_id>/attendance     training
GET      seeteam  /api/v1/trainings/<training_id>/attendance/<attendance_id> training attendance
POST     register /api/v1/trainings/<training_id>/attendance/<attendance_id>/remove training attendance
POST     register /api/v1/trainings/<training_id>/withdraw       training
GET      read     /api/v1/event-kinds
GET      read     /api/v1/transfers
GET      read     /api/v1/transfers/<transfer_id>                transfer
POST     make     /api/v1/transfers/<transfer_id>/send           transfer
POST     make     /api/v1/transfers/<transfer_id>/receive        transfer
POST     make     /api/v1/transfers/<transfer_id>/dispute        transfer
POST     make     /api/v1/transfers/<transfer_id>/cancel         transfer
"""  # noqa: E501 (a line a route)
