// What goes wrong, as a code for programs and a Vietnamese sentence that says what to do.

const SENTENCES = {
  pin_wrong: "Mã PIN chưa đúng. Hãy gõ lại.",
  pin_shape: "Mã PIN cần đúng 6 chữ số. Hãy gõ lại.",
  pin_dropped: "Đã gõ sai mã PIN 10 lần. Hãy nối mạng, đăng nhập rồi đặt lại mã PIN. Việc chưa gửi vẫn còn trong máy.",
  needs_network: "Việc này cần mạng. Hãy thử lại khi máy có sóng.",
  not_set_up: "Máy này chưa được chuẩn bị. Hãy nối mạng, đăng nhập rồi đặt mã PIN.",
  device_missing: "Máy này chưa có mã PIN. Hãy vào Tài khoản > Máy để đặt mã PIN.",
  signed_out: "Hãy đăng nhập rồi làm lại.",
  locked: "Sổ trên máy đang khóa. Hãy gõ mã PIN để mở.",
  revoked: "Máy này đã bị gỡ. Dữ liệu trên máy đã được xóa; hãy đăng nhập lại nếu cần.",
  other_account: "Máy này còn việc chưa gửi của người khác. Hãy nhờ người đó mở máy để gửi, hoặc xuất ra tệp trước.",
  old_key: "Máy còn việc chưa gửi mà chưa mở được. Hãy nối mạng và đăng nhập bằng tài khoản đã ghi các việc đó.",
  storage_failed: "Máy chưa lưu được, có thể đã đầy bộ nhớ. Hãy dọn bớt ảnh, phim trong máy rồi bấm lưu lại.",
  no_such_record: "Không thấy hộ này trong máy. Hãy tìm lại, hoặc chờ có mạng để tải về.",
  no_such_item: "Việc này không còn trong danh sách chờ. Hãy tải lại trang.",
  name_missing: "Hãy ghi tên chủ hộ hoặc tên đơn vị.",
  commune_missing: "Hãy chọn xã.",
  citizen_id_invalid: "Số căn cước gồm 12 chữ số. Hãy xem lại thẻ rồi gõ lại.",
  no_citizen_key: "Máy chưa có khóa để giữ kín số căn cước. Hãy mở máy một lần khi có mạng.",
  photo_unreadable: "Không đọc được ảnh này. Hãy chụp lại, hoặc chọn ảnh khác.",
  voice_too_large: "Bản ghi âm dài quá. Hãy ghi lại ngắn hơn, dưới 6 MB.",
  file_gone: "Ảnh của việc này không còn trong máy. Hãy chụp lại.",
  export_empty: "Không có việc nào đang chờ để xuất.",
  import_not_ours: "Tệp này không phải tệp việc chờ gửi. Hãy chọn tệp đã xuất từ trang Chờ gửi.",
  import_newer: "Tệp này do bản mới hơn làm ra. Hãy cập nhật ứng dụng khi có mạng rồi thử lại.",
  import_other_account: "Tệp này của tài khoản khác. Hãy đăng nhập bằng tài khoản đã xuất tệp.",
  import_cut: "Tệp này bị thiếu phần cuối. Hãy chép lại tệp đủ, hoặc xuất lại từ máy cũ.",
  import_broken: "Tệp này đã hỏng hoặc bị sửa. Hãy chép lại từ bản gốc.",
  server: "Máy chủ đang bận. Việc vẫn còn trong máy; hãy thử lại sau ít phút.",
};

/** An error as pages show it: {code, sentence, fields?}. */
export class EngineError extends Error {
  /** @param {string} code @param {{sentence?: string, fields?: object}} more */
  constructor(code, more = {}) {
    super(code);
    this.name = "EngineError";
    this.code = code;
    Object.assign(this, { sentence: SENTENCES[code] || SENTENCES.server }, more);
  }
}

/** An error of a code. @param {string} code @param {object} more @returns {EngineError} */
export const refusal = (code, more) => new EngineError(code, more);
