package dev.chatcontract.signer;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Permission to enter a real-time room, carried in a userbuf.
 *
 * <p>Layout, big-endian: version (1 byte: 1 with a room name, else 0), account (2-byte length in
 * UTF-8 bytes, then the bytes), application, room number, expiry, privileges, account type 0 (4
 * bytes each), and in version 1 the room name in the same form as the account.
 *
 * @param account account that may enter
 * @param appId the SDKAppID, unsigned 32 bits
 * @param room the room's number, unsigned 32 bits; 0 if the room has a name
 * @param roomName the room's name, or null for a numbered room
 * @param expiresAt when the permission expires, in seconds since 1970, unsigned 32 bits
 * @param privileges one bit for each privilege, unsigned 32 bits; 255 grants all
 */
public record RoomGrant(
    String account,
    long appId,
    long room,
    @Nullable String roomName,
    long expiresAt,
    long privileges) {
  private static final int FIXED_BYTES = 1 + 2 + 5 * 4;
  private static final int VERSION_NUMBERED = 0;
  private static final int VERSION_NAMED = 1;

  public RoomGrant {
    checkText("account", account);
    if (roomName != null) {
      checkText("roomName", roomName);
    }
    checkUnsigned("appId", appId);
    checkUnsigned("room", room);
    checkUnsigned("expiresAt", expiresAt);
    checkUnsigned("privileges", privileges);
  }

  /** Creates a permission for a numbered room. */
  public static RoomGrant numbered(
      String account, long appId, long room, long expiresAt, long privileges) {
    return new RoomGrant(account, appId, room, null, expiresAt, privileges);
  }

  /** Creates a permission for a named room. */
  public static RoomGrant named(
      String account, long appId, String roomName, long expiresAt, long privileges) {
    return new RoomGrant(account, appId, 0, roomName, expiresAt, privileges);
  }

  /** Returns this permission as a userbuf. */
  public UserBuf toUserBuf() {
    byte[] who = account.getBytes(StandardCharsets.UTF_8);
    byte[] where = roomName == null ? null : roomName.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out =
        ByteBuffer.allocate(FIXED_BYTES + who.length + (where == null ? 0 : 2 + where.length));
    out.put((byte) (where == null ? VERSION_NUMBERED : VERSION_NAMED));
    out.putShort((short) who.length).put(who);
    out.putInt((int) appId).putInt((int) room).putInt((int) expiresAt).putInt((int) privileges);
    out.putInt(0); // account type: there is only one
    if (where != null) {
      out.putShort((short) where.length).put(where);
    }
    return UserBuf.of(out.array());
  }

  /** Decodes the grant in these bytes; empty if they do not match the layout exactly. */
  static Optional<RoomGrant> decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    if (in.remaining() < FIXED_BYTES) {
      return Optional.empty();
    }
    int version = in.get();
    String account = text(in);
    if (account == null || in.remaining() < 5 * 4) {
      return Optional.empty();
    }
    long appId = Integer.toUnsignedLong(in.getInt());
    long room = Integer.toUnsignedLong(in.getInt());
    long expiresAt = Integer.toUnsignedLong(in.getInt());
    long privileges = Integer.toUnsignedLong(in.getInt());
    int accountType = in.getInt();
    String roomName = version == VERSION_NAMED ? text(in) : null;
    boolean fits =
        (version == VERSION_NUMBERED || roomName != null) && accountType == 0 && !in.hasRemaining();
    return fits
        ? Optional.of(new RoomGrant(account, appId, room, roomName, expiresAt, privileges))
        : Optional.empty();
  }

  private static @Nullable String text(ByteBuffer in) {
    if (in.remaining() < 2) {
      return null;
    }
    int length = Short.toUnsignedInt(in.getShort());
    if (length > in.remaining()) {
      return null;
    }
    ByteBuffer part = in.slice(in.position(), length);
    in.position(in.position() + length);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(part).toString();
      return UserSigClaims.faultOf(text) == null ? text : null;
    } catch (CharacterCodingException e) {
      return null;
    }
  }

  private static void checkText(String name, String value) {
    String fault = UserSigClaims.faultOf(value);
    if (fault != null) {
      throw new IllegalArgumentException(name + " " + fault);
    }
  }

  private static void checkUnsigned(String name, long value) {
    if (value < 0 || value > 0xffff_ffffL) {
      throw new IllegalArgumentException(name + " is " + value + "; it must be 0 to 4294967295");
    }
  }
}
