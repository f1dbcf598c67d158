package dev.chatcontract.codegen.view;

import java.util.List;

/**
 * A bit mask in which a reader notes which of up to 64 members it has seen.
 *
 * @param any whether one of them is required
 * @param required the bits of the required members, as a Java literal
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

  /** Returns the name of its variable, which no member has. */
  public String name() {
    return index == 0 ? "seen" : "seen_" + index;
  }

  /** Returns the index of the member with the lowest bit. */
  public int first() {
    return index * Long.SIZE;
  }
}
