package dev.chatcontract.codegen.view;

import java.util.List;

/**
 * Up to 64 members of which a reader notes whether it has seen them.
 *
 * @param any whether one of them is required
 * @param required the required ones' bits as a Java literal
 */
public record MaskView(int index, boolean any, String required) {
  public static MaskView of(int index, List<FieldView> fields) {
    long bits = 0;
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).required()) {
        bits |= 1L << i;
      }
    }
    return new MaskView(index, bits != 0, "0x" + Long.toHexString(bits) + "L");
  }

  /** The variable that holds it; no member is named like that. */
  public String name() {
    return index == 0 ? "seen" : "seen_" + index;
  }

  /** The place of the member that has the lowest bit. */
  public int first() {
    return index * Long.SIZE;
  }
}
