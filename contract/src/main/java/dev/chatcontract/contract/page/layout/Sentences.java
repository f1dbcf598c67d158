package dev.chatcontract.contract.page.layout;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Extracts facts from the sentences of an English or Chinese description. */
public final class Sentences {
  private static final String NUMBER = "(\\d{1,3}(?:,\\d{3})+|\\d+)";
  private static final Pattern BYTES =
      Pattern.compile(
          NUMBER + "\\s*(?:([KM])(?:B|iB|\\s*bytes?|\\s*字节)?(?![A-Za-z])|bytes?\\b|个?字节)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CHARACTERS =
      Pattern.compile(NUMBER + "\\s*(?:characters?\\b|个?字符|个汉字)", Pattern.CASE_INSENSITIVE);

  /** Text that is not a limit: the size of one character, and mere advice. */
  private static final Pattern NO_LIMIT =
      Pattern.compile(
          "(?:一|1|每)个?(?:汉字|中文字?符?|字符)[^,，。;；]{0,10}[占为是][^,，。;；]*"
              + "|(?:\\bone|\\ba|\\beach|\\b1) (?:Chinese )?character (?:is|takes|occupies|counts)[^,;.]*"
              + "|[^,，。;；]*(?:建议|推荐|recommend|suggest)[^。;；]*",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern DEFAULT =
      Pattern.compile(
          "([A-Z][A-Za-z0-9_]*|\\d[\\d,]*)\\s*[（(](?:the |as )?(?:[Dd]efault|默认)(?: value|值)?[)）]"
              + "|(?:\\b[Dd]efaults? to|\\b[Dd]efault(?: value)?(?: is|:|：| =)|默认(?:值)?(?:为|是|取|：|:)?)\\s*[`\"“]?"
              + "([A-Z][A-Za-z0-9_]*|\\d[\\d,]*)");
  private static final Pattern AT_MOST =
      Pattern.compile(
          "(?:cannot exceed|can'?t exceed|must not exceed|not exceed|no more than|not more than|at most|up to|"
              + "maximum (?:value )?(?:of|is)|a maximum of|"
              + "最大(?:值)?[为是]|最多(?:支持|可以?|允许)?(?:输入|添加|查询|拉取|导入)?|不(?:能|可|得)?超过|上限[为是]?)\\s*"
              + NUMBER
              + "(?![\\d,]*\\s*(?:bytes?\\b|个?字节|characters?\\b|个?字符|[KM](?![A-Za-z])|[KM]i?B|[KM]\\s*(?:bytes?|字节)))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AT_THE_MAXIMUM =
      Pattern.compile(NUMBER + "\\s*(?:at the maximum|at most|at maximum)");
  private static final String PERIOD =
      "(seconds?|secs?\\b|minutes?|mins?\\b|hours?|days?|秒|分钟?|小时|天|日)";
  private static final Pattern RATE =
      Pattern.compile(
          NUMBER
              + "\\s*(?:times?|calls?|requests?|queries|messages?|次|条)?\\s*(?:/|per|each|every|每|an?(?= ))\\s*"
              + PERIOD
              + "|(?:每|per |each |every )"
              + PERIOD
              + "[^\\d,，;；。.]{0,12}?"
              + NUMBER
              + "\\s*(?:times?|calls?|requests?|queries|messages?|次|条)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern RATE_KEY =
      Pattern.compile(
          "(?:单个?|每个?|同一个?|\\bper |\\beach |\\b(?:a )?single |\\bone )\\s*(?:(群组?|groups?\\b)|(用户|[帐账]号|users?\\b|accounts?\\b))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern LIST_OF_VALUES =
      Pattern.compile(
          "(?:[Vv]alid values?(?: are| include)?|[Aa]llowed values?(?: are)?|[Pp]ossible values?(?: are| include)?|"
              + "which can be|[Vv]alues? can be|[Pp]ossible [a-z ]{3,30} are|取值(?:范围)?[为有包括]*|可选值[为有]?|包括|包含|可以?为|分别[为是])"
              + "\\s*[:：]?\\s*([^.。;；]*)");
  private static final Pattern VALUE = Pattern.compile("[A-Z][A-Za-z0-9_]*");
  private static final Pattern MEANING =
      Pattern.compile(
          "(?<![A-Za-z0-9_.-])[`“\"]?([A-Z][A-Za-z0-9_]*|\\d{1,4})[`”\"]?\\s*(?:[:：](?!//)|=|\\s-\\s|\\s?表示|代表)");

  private Sentences() {}

  /**
   * Returns the value of an omitted member, a word or a number; null if the text does not give one.
   */
  public static @Nullable String defaultValue(String text) {
    Matcher matcher = DEFAULT.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    String value = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    return Character.isDigit(value.charAt(0)) ? value.replace(",", "") : value;
  }

  /** Parses a word from a column about what is required; null if it means neither. */
  public static @Nullable Boolean required(String word) {
    String plain =
        word.replaceAll("[(（][^)）]*[)）]|[\\s`*.。]+", "").toLowerCase(java.util.Locale.ROOT);
    if (plain.matches("yes|y|required|mandatory|true|是|必填|必选|必须|必需|必传")) {
      return true;
    }
    return plain.matches("no|n|optional|false|否|选填|可选|非必填|不必填|非必须|非必选|非必传") ? Boolean.FALSE : null;
  }

  /** Returns whether a group type is supported; null if the text does not say. */
  public static @Nullable Boolean support(String text) {
    String plain = text.strip();
    if (plain.matches("(?is)(?:no\\b|not\\b|unsupported|否|不支持|不适用|[×✗✘]).*")) {
      return false;
    }
    return plain.matches("(?is)(?:yes\\b|support(?:s|ed)?\\b|applicable|是|支持|适用|[√✓✔]).*")
        ? Boolean.TRUE
        : null;
  }

  /** Returns whether the text advises a retry. */
  public static boolean advisesRetry(String text) {
    return text.matches("(?is).*(?:\\btry\\b[^.]{0,20}\\bagain\\b|\\bretry\\b|重试|再次尝试|再试).*");
  }

  /**
   * Returns the call rates in a text by scope: empty for all calls, {@code group} or {@code user}
   * for calls about the same one.
   */
  public static Map<String, Statement.Rate> rates(String text) {
    Map<String, Statement.Rate> rates = new TreeMap<>();
    for (String clause : CopiedPage.plain(text).split("(?<!\\d),|[，;；。]|\\.(?!\\d)", -1)) {
      Matcher matcher = RATE.matcher(clause);
      while (matcher.find()) {
        boolean after = matcher.group(1) != null;
        Long calls = number(after ? matcher.group(1) : matcher.group(4));
        int seconds = seconds(after ? matcher.group(2) : matcher.group(3));
        Matcher key = RATE_KEY.matcher(clause);
        String of = !key.find() ? "" : key.group(1) != null ? "group" : "user";
        if (calls != null) {
          rates.putIfAbsent(of, new Statement.Rate(calls, seconds));
        }
      }
    }
    return rates;
  }

  /** Returns whether the text is a call rate and nothing else. */
  public static boolean isRate(String text) {
    String plain = CopiedPage.plain(text).replaceAll("^[\\s•*>-]+|[\\s.。*]+$", "");
    return plain.length() < 60 && RATE.matcher(plain).matches();
  }

  private static int seconds(String period) {
    String plain = period.toLowerCase(java.util.Locale.ROOT);
    if (plain.startsWith("s") || plain.equals("秒")) {
      return 1;
    }
    if (plain.startsWith("m") || plain.startsWith("分")) {
      return 60;
    }
    return plain.startsWith("h") || plain.equals("小时") ? 3600 : 86400;
  }

  /** Returns upper limits by kind, values in order. */
  public static Map<LimitKind, Set<Long>> limits(String description, String type) {
    Map<LimitKind, Set<Long>> limits = new TreeMap<>();
    String text = NO_LIMIT.matcher(description).replaceAll("");
    collect(limits, LimitKind.MAX_BYTES, BYTES, text);
    collect(limits, LimitKind.MAX_LENGTH, CHARACTERS, text);
    if (type.equals("integer") || type.equals("number")) {
      collect(limits, LimitKind.MAXIMUM, AT_MOST, text);
      collect(limits, LimitKind.MAXIMUM, AT_THE_MAXIMUM, text);
    } else if (type.equals("array")) {
      collect(limits, LimitKind.MAX_ITEMS, AT_MOST, text);
    }
    return limits;
  }

  /**
   * Returns the largest number of elements in a request, from a sentence outside the tables, or
   * null.
   */
  public static @Nullable Long perRequest(String sentence) {
    if (!sentence.matches(
        "(?is).*(?:each request|per request|in one request|一次请求|单次请求|每次请求|一次最多).*")) {
      return null;
    }
    Matcher matcher = AT_MOST.matcher(sentence);
    return matcher.find() ? number(matcher.group(1)) : null;
  }

  /** Returns a number; null if it is too large to be a limit. */
  private static @Nullable Long number(String printed) {
    String digits = printed.replace(",", "");
    return digits.length() < 12 ? Long.valueOf(digits) : null;
  }

  private static void collect(
      Map<LimitKind, Set<Long>> limits, LimitKind kind, Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      Long number = number(matcher.group(1));
      if (number != null) {
        String unit = matcher.groupCount() < 2 || matcher.group(2) == null ? "" : matcher.group(2);
        long times = unit.isEmpty() ? 1 : unit.equalsIgnoreCase("K") ? 1L << 10 : 1L << 20;
        limits.computeIfAbsent(kind, k -> new TreeSet<>()).add(number * times);
      }
    }
  }

  /** Returns the values that a description lists for a member of this type. */
  public static Set<String> values(String text, String type) {
    Set<String> values = new LinkedHashSet<>();
    if (!type.equals("string") && !type.equals("integer")) {
      return values;
    }
    String plain = text.replaceAll("<[^>]*>", " ");
    if (type.equals("string")) {
      Matcher lists = LIST_OF_VALUES.matcher(plain);
      while (lists.find()) {
        List<String> named = listed(lists.group(1));
        if (named.size() > 1) {
          values.addAll(named);
        }
      }
    }
    List<String> explained = new ArrayList<>();
    Matcher meanings = MEANING.matcher(plain);
    while (meanings.find()) {
      boolean number = Character.isDigit(meanings.group(1).charAt(0));
      if (number || type.equals("string")) {
        explained.add(meanings.group(1));
      }
    }
    if (new LinkedHashSet<>(explained).size() > 1) {
      values.addAll(explained);
    }
    return values;
  }

  private static List<String> listed(String list) {
    List<String> values = new ArrayList<>();
    String bare = list.replaceAll("[(（][^)）]*[)）]", " ").replaceAll("`", "");
    for (String part : bare.split("[,，、/|]|\\bor\\b|\\band\\b|或者?|和|以及", -1)) {
      String word = part.strip();
      if (VALUE.matcher(word).matches()) {
        values.add(word);
      } else if (!word.isEmpty()) {
        break;
      }
    }
    return values;
  }
}
