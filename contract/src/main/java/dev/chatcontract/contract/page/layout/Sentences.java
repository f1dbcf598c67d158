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

/** Takes facts out of the sentences of a description, English or Chinese. */
public final class Sentences {
  private static final String NUMBER = "(\\d{1,3}(?:,\\d{3})+|\\d+)";
  private static final Pattern BYTES =
      Pattern.compile(NUMBER + "\\s*(?:bytes?\\b|个?字节)", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHARACTERS =
      Pattern.compile(NUMBER + "\\s*(?:characters?\\b|个?字符|个汉字)", Pattern.CASE_INSENSITIVE);

  /** How long one character is, and what is advised only. */
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
              + "(?![\\d,]*\\s*(?:bytes?\\b|个?字节|characters?\\b|个?字符|MB|KB))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern AT_THE_MAXIMUM =
      Pattern.compile(NUMBER + "\\s*(?:at the maximum|at most|at maximum)");
  private static final Pattern RATE =
      Pattern.compile(
          NUMBER
              + "\\s*(?:times?|calls?|requests?|queries|次)?\\s*(?:/|per|每|a)\\s*(second|minute|hour|day|秒|分钟|小时|天)",
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

  /** What a member is when it is left out, a word or a number; null where the text does not say. */
  public static @Nullable String defaultValue(String text) {
    Matcher matcher = DEFAULT.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    String value = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    return Character.isDigit(value.charAt(0)) ? value.replace(",", "") : value;
  }

  /** A word of a column on what is required: true, false, or null when it is neither. */
  public static @Nullable Boolean required(String word) {
    String plain = word.replaceAll("[\\s`*.。]+", "").toLowerCase(java.util.Locale.ROOT);
    if (plain.matches("yes|y|required|mandatory|true|是|必填|必选|必须")) {
      return true;
    }
    return plain.matches("no|n|optional|false|否|选填|可选|非必填|不必填") ? Boolean.FALSE : null;
  }

  /** Whether a group type is supported; null when the text does not say. */
  public static @Nullable Boolean support(String text) {
    String plain = text.strip();
    if (plain.matches("(?is)(?:no\\b|not\\b|否|不支持).*")) {
      return false;
    }
    return plain.matches("(?is)(?:yes\\b|是|支持).*") ? Boolean.TRUE : null;
  }

  /** Whether the text advises another attempt. */
  public static boolean advisesRetry(String text) {
    return text.matches("(?is).*(?:\\btry\\b[^.]{0,20}\\bagain\\b|\\bretry\\b|重试|再次尝试|再试).*");
  }

  /** A call rate, or null. */
  public static Statement.@Nullable Rate rate(String text) {
    Matcher matcher = RATE.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    int seconds =
        switch (matcher.group(2).toLowerCase(java.util.Locale.ROOT)) {
          case "second", "秒" -> 1;
          case "minute", "分钟" -> 60;
          case "hour", "小时" -> 3600;
          default -> 86400;
        };
    return new Statement.Rate(Long.parseLong(matcher.group(1).replace(",", "")), seconds);
  }

  /** Upper bounds by kind: max-bytes, max-length, max-items and maximum; values in order. */
  public static Map<String, Set<Long>> limits(String description, String type) {
    Map<String, Set<Long>> limits = new TreeMap<>();
    String text = NO_LIMIT.matcher(description).replaceAll("");
    collect(limits, "max-bytes", BYTES, text);
    collect(limits, "max-length", CHARACTERS, text);
    if (type.equals("integer") || type.equals("number")) {
      collect(limits, "maximum", AT_MOST, text);
      collect(limits, "maximum", AT_THE_MAXIMUM, text);
    } else if (type.equals("array")) {
      collect(limits, "max-items", AT_MOST, text);
    }
    return limits;
  }

  /** How many elements a request takes by a sentence outside of the tables, or null. */
  public static @Nullable Long perRequest(String sentence) {
    if (!sentence.matches(
        "(?is).*(?:each request|per request|in one request|一次请求|单次请求|每次请求|一次最多).*")) {
      return null;
    }
    Matcher matcher = AT_MOST.matcher(sentence);
    return matcher.find() ? Long.valueOf(matcher.group(1).replace(",", "")) : null;
  }

  private static void collect(
      Map<String, Set<Long>> limits, String kind, Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      String digits = matcher.group(1).replace(",", "");
      if (digits.length() < 16) {
        limits.computeIfAbsent(kind, k -> new TreeSet<>()).add(Long.valueOf(digits));
      }
    }
  }

  /** The values that a description lists for a member of that type. */
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
