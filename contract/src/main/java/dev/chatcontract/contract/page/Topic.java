package dev.chatcontract.contract.page;

import java.util.Locale;

/** The subject of a fact. */
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

  /** Returns the subject with this spelling. */
  static Topic of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Returns the spelling in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
