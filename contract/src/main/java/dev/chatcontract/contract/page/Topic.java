package dev.chatcontract.contract.page;

import java.util.Locale;

/** What a fact is about. */
public enum Topic {
  PATH,
  REGION,
  GROUP_TYPE,
  RATE,
  REQUEST_MEMBER,
  RESPONSE_MEMBER,
  TYPE,
  REQUIRED,
  LIMIT,
  KNOWN_VALUE,
  CODE,
  SAMPLE;

  /** The subject of that spelling. */
  static Topic of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** The spelling in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
