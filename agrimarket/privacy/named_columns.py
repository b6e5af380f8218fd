"""Every column that somebody said something about, so that a test finds a new one.

A column new to a table: say its kind in inventory.py where the table's own does not fit, then
name it here.
"""

from collections.abc import Mapping

NAMED: Mapping[str, str] = {
    "account": (
        "name name_folded login email phone password_hash role agency household_id active "
        "disabled_at must_change_password session_stamp totp_sealed totp_confirmed_at "
        "totp_last_step recovery_hashes last_sign_in_at made_by"
    ),
    "account_commune": ("account_id commune_code"),
    "account_link": ("kind secret_hash account_id offer made_by ends_at used_at revoked_at"),
    "account_session": ("account_id secret_hash how device_id label seen_at ends_at ended_at"),
    "area": ("household_id kind name code code_given_on gln address latitude longitude"),
    "area_certificate": ("certificate_id area_id"),
    "audit_day_head": ("day chain at position hash signed"),
    "audit_head": ("chain position hash"),
    "audit_row": (
        "chain position at who who_name role action object_kind object_id before after "
        "reason form person_id sealed hash"
    ),
    "backup_run": ("kind holds_until at rows signature"),
    "booth": (
        "household_id channel_code state applied_at opened_at helped_by documents_missing reason"
    ),
    "breach": (
        "noticed_at notice_due happened data_kinds people consequences measures technical "
        "state notified_at notice_number closed_at reported_by"
    ),
    "certificate": (
        "household_id kind number issuer scope is_group covers_all valid_from valid_to "
        "checked_at checked_by removed_at removed_reason"
    ),
    "certificate_file": ("certificate_id name media_type size sha256 content_sealed"),
    "certificate_product": ("certificate_id product_id"),
    "channel": (
        "code name short_name position former_names valid_from valid_to successor_code sandbox note"
    ),
    "channel_outbox": (
        "listing_id action content_hash content state run_at lease_until tries error"
    ),
    "commune": ("code name name_folded latitude longitude"),
    "commune_succession": ("former_id commune_code"),
    "consent": (
        "household_id version language channel purposes ended given_at withdrawn_at collected_by"
    ),
    "consent_evidence": ("consent_id household_id kind media_type size sha256 collected_by"),
    "consent_text": ("version language intro purposes valid_from audio audio_type published_by"),
    "delegation": ("from_account_id to_account_id commune_codes starts_on ends_on reason ended_at"),
    "field_conflict": (
        "operation_id household_id kind fields mine_sealed base told_at who who_name choice "
        "settled_at settled_by settled_revision before_sealed"
    ),
    "field_counter": ("seq"),
    "field_feed": ("kind object_id commune_code seq"),
    "field_file": (
        "who kind object_id after_id size sha256 media_type received begun_at complete_at"
    ),
    "field_key": ("public_jwk private_sealed made_at"),
    "field_operation": (
        "who content_hash kind object_id household_id after_id chain status answer made_id "
        "told_at received_at body_sealed"
    ),
    "field_piece": ("file_id offset content_sealed"),
    "field_vault": ("owner_id kind account_id key_sealed made_at destroyed_at"),
    "household_field_change": ("household_id field revision at chain"),
    "household_photo": ("household_id sha256 kept_sha256 width height size taken_by"),
    "field_device": ("account_id name secret_hash pin_hash seen_at ends_at revoked_at wiped_at"),
    "onboarding_note": ("household_id kind reason channel_code happened_on until note who"),
    "former_commune": ("code name district until"),
    "household": (
        "kind state name head_name legal_name search_text commune_code former_district "
        "hamlet phone phone_of citizen_sealed citizen_index citizen_index_even person_key "
        "person_key_even bank_sealed tax_code tax_is_citizen_id birth_date sex crops "
        "purposes area_ha latitude longitude note payment_kinds wish_channels wish_by wish_note "
        "registered_by owner_id import_id merged_into near_key place_key deleted_at erased_at"
    ),
    "household_card": ("serial household_id key_version issued_at who ended_at end_reason"),
    "household_import": (
        "who file_name file_sha256 dry_run counts sheet_name header columns file_sealed "
        "undone_at cells_until mode stage sheets asked job_id refused"
    ),
    "household_import_row": (
        "import_id row outcome errors warnings commune_codes household_id duplicate_row "
        "chosen cells_sealed sheet duplicate_sheet changes_sealed revision_after"
    ),
    "household_merge": (
        "kept_id merged_id who who_name fields moved undo_until journal_sealed undone_at"
    ),
    "household_pair": ("first_id second_id verdict who who_name"),
    "household_find": (
        "household_id words phone commune_code former_district kind state gaps import_id "
        "registered_by owner_id created_at updated_at crops products sort_name"
    ),
    "saved_view": ("who name filters pinned"),
    "bulk_act": ("who kind value count until undone_at"),
    "bulk_act_row": ("act_id household_id before after"),
    "household_view": ("household_id who day who_name role first_at last_at times"),
    "job": (
        "kind payload state run_at lease_until tries most_tries done total result error "
        "unique_key account_id"
    ),
    "kept_answer": ("key body_hash at status reach headers body_sealed"),
    "listing": (
        "product_id channel_code desired_state desired_hash observed_state observed_hash "
        "observed_status observed_at live_since remote_id remote_url sync_state sync_since "
        "issues hold reason tries failing_since next_try_at planned_at"
    ),
    "key_check": ("purpose version value entered_at"),
    "key_leak": (
        "version since reason told_by lift_asked_at lift_asked_by lift_reason lifted_at lifted_by"
    ),
    "live_spell": ("listing_id since until"),
    "lot": (
        "product_id lot_code area_id harvested_on produced_on packed_on use_by quantity "
        "unit pack_count pack_amount pack_unit used suspended_at suspended_by suspend_reason "
        "state released_at release_override waiting_seen_at recalled_at recalled_by "
        "recall_reason recall_phone"
    ),
    "list_mapping": ("who fingerprint columns"),
    "lot_event": ("lot_id kind happened_at recorded_at place text facts corrects_id who role"),
    "lot_event_photo": ("event_id position sha256 width height widths"),
    "lot_flow": ("step_id lot_id way quantity"),
    "lot_step": ("kind happened_at recorded_at place note who"),
    "lot_transfer": (
        "lot_id partner_id to_household_id quantity pack_count received_quantity state reason "
        "proposed_at sent_at answered_at"
    ),
    "expiry_notice": ("product_id household_id kind object_id last_day days at"),
    "partner": ("household_id kind name linked_id phone email address tax_code gln ended_at"),
    "product_pack": ("product_id position label amount unit price_vnd gtin"),
    "product_step": ("product_id before after at who reason due asked_at"),
    "recall": (
        "lot_id with_made reason text_vi text_en phone begun_at begun_by lift_asked_at "
        "lift_asked_by lift_reason lifted_at lifted_by"
    ),
    "recall_drill": ("lot_id begun_at seconds counts who"),
    "recall_lot": ("recall_id lot_id before"),
    "recall_notice": ("recall_id transfer_id text sent_at sent_by"),
    "one_time_code": ("purpose to_index code_hash ends_at tries used_at"),
    "outside_identity": ("account_id provider subject_index"),
    "parcel": (
        "household_id name kind crop count count_unit season_from season_to area_m2 latitude "
        "longitude since until"
    ),
    "passkey": ("account_id credential_id public_key sign_count name used_at"),
    "person_key": ("person_id wrapped made_at destroyed_at"),
    "person_request": (
        "household_id commune_code kind channel received_at state details_sealed "
        "answer_sealed third_parties answer_due act_due answered_at extended_at "
        "extend_reason closed_at refusal_reason filed_by"
    ),
    "producer_head": ("household_id member_id since until"),
    "producer_member": ("household_id member_household_id name role since until"),
    "product": (
        "household_id name search_text category brand gtin price_vnd unit description "
        "shelf_life_days season_from season_to monthly_output standards state approved_at "
        "approved_facts subgroup shelf_life_months shelf_life_from storage external_uid "
        "submitted_at answer_due supplement_due "
        "decided_at decided_by decision_reason"
    ),
    "product_photo": ("product_id position sha256 width height widths alt"),
    "rating": (
        "product_id score stars decision_number decided_on issuer_level issuer "
        "certificate_number valid_through removed_at removed_reason"
    ),
    "retention_run": ("at counts"),
    "scan": ("serial at slot device kind place_code"),
    "serial_counter": ("next_serial next_order"),
    "stamp_approval": (
        "kind household_id lot_id order_id first last year count reason state asked_by "
        "decided_at decided_by answer"
    ),
    "stamp_event": (
        "order_id kind first_serial last_serial from_states to_state lot_id at who level reason"
    ),
    "stamp_log": (
        "number order_id body hash signature countersignature key product_name product_salt"
    ),
    "stamp_log_head": ("day entries body hash signature"),
    "stamp_mark": ("serial order_id pin_tries tried_at locked_at consumed_at"),
    "stamp_order": (
        "number household_id product_id lot_id first_serial count key_version issuer_role "
        "override_reason with_pin unit_cost_vnd paid_by cost_note"
    ),
    "stamp_print": (
        "order_id first last stock format skip copies offset_x_mm offset_y_mm scale_x_percent "
        "scale_y_percent dpi cut_marks handed_to reason drawn_from state file_until sha256 bytes "
        "job_id who"
    ),
    "stamp_scans": ("serial first_at last_at first_device scans devices"),
    "stamp_segment": ("first_serial last_serial order_id state lot_id since event_id"),
    "team": ("name search_text commune_code hamlet since until"),
    "team_member": ("team_id account_id name phone sex leader since until"),
    "token": (
        "name token_hash role agency account_id household_id commune_codes scopes "
        "expires_at revoked_at made_by"
    ),
    "training": (
        "topic title audience held_on commune_code place hours held_by removed_at removed_reason"
    ),
    "training_attendance": (
        "training_id household_id team_member_id name name_folded sex removed_at removed_reason"
    ),
    "tries": ("key kind moments locked_until last_at"),
}
