// Saved means saved: the words say where it is now and what comes next.

export const SAVED = (engine) =>
  engine.state().online ? "Đã lưu trên máy. Đang gửi." : "Đã lưu trên máy. Sẽ gửi khi có mạng.";
