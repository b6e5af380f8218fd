// The words for codes that come over the wire.

import { diary } from "../engine/index.js";

export const KINDS = {
  household: "Hộ gia đình",
  household_business: "Hộ kinh doanh",
  group: "Tổ hợp tác",
  cooperative: "Hợp tác xã",
  enterprise: "Doanh nghiệp",
};

/** These have a tax code of their own; other kinds go by the head's citizen number. */
export const FIRMS = ["cooperative", "enterprise"];

export const LANGUAGES = { vi: "Tiếng Việt", mtq: "Tiếng Mường", tai: "Tiếng Thái", hmn: "Tiếng Mông" };

export const CHANNELS = { app: "Tự chọn trên máy", paper: "Ký bản giấy", voice: "Nói đồng ý" };

export const CATEGORIES = {
  food: "Thực phẩm",
  drink: "Đồ uống",
  herb: "Dược liệu và sản phẩm từ dược liệu",
  handicraft: "Thủ công mỹ nghệ",
  ornamental: "Sinh vật cảnh",
  tourism: "Du lịch cộng đồng, sinh thái",
  other: "Khác",
};

/** Kinds of diary lines by code, as the service has them. */
export const EVENTS = Object.fromEntries(diary.kinds.map(({ code, label }) => [code, label]));

export const PRODUCT_STATES = {
  draft: "Bản nháp",
  submitted: "Chờ duyệt",
  approved: "Đã duyệt",
  needs_supplement: "Cần bổ sung",
  withdrawn: "Đã rút",
};

export const WHAT = {
  "household.register": "Đăng ký hộ",
  "household.edit": "Sửa thông tin hộ",
  "household.delete": "Xóa hộ",
  "consent.give": "Ghi lời đồng ý",
  "product.draft": "Thêm sản phẩm",
  "product.edit": "Sửa sản phẩm",
  "lot.open": "Mở lô",
  "diary.add": "Ghi nhật ký",
  "stamps.activate": "Kích hoạt tem",
  "stamps.void": "Hủy tem hỏng",
  household_photo: "Ảnh của hộ",
  product_photo: "Ảnh sản phẩm",
  event_photo: "Ảnh nhật ký",
  consent_voice: "Ghi âm lời đồng ý",
  consent_paper: "Ảnh bản đã ký",
};

/** Word, kind of badge and icon of each state in the queue. */
export const QUEUE = {
  waiting: ["Chờ gửi", "wait", "clock"],
  held: ["Chờ việc trước", "wait", "clock"],
  sending: ["Đang gửi", "wait", "upload"],
  sent: ["Đã gửi", "good", "check"],
  failed: ["Cần sửa", "stop", "look"],
  conflict: ["Hai nơi cùng sửa", "look", "look"],
};

/** What grows in most communes of the province: offered until the phone knows better. */
export const COMMON_CROPS = ["Lúa", "Lạc", "Bưởi", "Cam", "Rau", "Gà", "Lợn", "Cói"];
