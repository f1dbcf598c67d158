package dev.chatcontract.codegen;

import java.util.ArrayList;
import java.util.List;

/**
 * Up to 64 members of which a reader notes whether it has seen them.
 *
 * @param any whether one of them is required
 * @param required the required ones' bits as a Java literal
 * @param names wire names as comma-separated literals, up to the last required one
 */
public record MaskView(int index, boolean any, String required, String names) {
  static MaskView of(int index, List<FieldView> fields) {
    long bits = 0;
    int last = 0;
    List<String> names = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      names.add(fields.get(i).wire());
      if (fields.get(i).required()) {
        bits |= 1L << i;
        last = i + 1;
      }
    }
    return new MaskView(
        index,
        bits != 0,
        "0x" + Long.toHexString(bits) + "L",
        String.join(", ", names.subList(0, last)));
  }
}
