// What is still missing of a producer; of one that waits to be sent the phone works it out itself.

import { FIRMS } from "./labels.js";

const TESTS = [
  ["consent_missing", "Chưa có sự đồng ý của chủ hộ", "Chưa hiện tên trên trang nguồn gốc và chưa đăng bán được.", (one) => !one.purposes?.length],
  ["phone_missing", "Chưa có số điện thoại", "Chưa mở gian hàng được.", (one) => !one.phone],
  ["citizen_id_missing", "Chưa có số căn cước", "Một số kênh cần số này để mở gian hàng.", (one) => !isFirm(one) && !one.has_citizen_id],
  ["tax_code_missing", "Chưa có mã số thuế", "Một số kênh cần mã này để mở gian hàng.", (one) => isFirm(one) && !one.tax_code],
  ["crops_missing", "Chưa ghi sản phẩm chính", "", (one) => !one.crops?.length],
  ["hamlet_missing", "Chưa ghi thôn, bản, tổ dân phố", "", (one) => !one.hamlet],
  ["area_missing", "Chưa ghi diện tích", "", (one) => !one.area_ha],
];
const blocked = new Map(TESTS.map(([code, , blocks]) => [code, blocks]));
const isFirm = (one) => FIRMS.includes(one.kind);

/** [{code, title, blocks}], the most pressing first. */
export function gapsOf(record) {
  if (record.gaps && !record.pending) return record.gaps.map((gap) => ({ blocks: blocked.get(gap.code) ?? "", ...gap }));
  return TESTS.filter(([, , , missing]) => missing(record)).map(([code, title, blocks]) => ({ code, title, blocks }));
}
