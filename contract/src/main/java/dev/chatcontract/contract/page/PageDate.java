package dev.chatcontract.contract.page;

import dev.chatcontract.contract.page.layout.Line;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The date of the last change that a page gives.
 *
 * @param day the date as year-month-day
 * @param line the line of the page
 */
public record PageDate(String day, int line) {
  private static final Pattern LABEL =
      Pattern.compile(
          "(?i)(?:\\blast[ _-]?(?:updated?|modified|edited|changed)(?: (?:on|at|time))?|^\\W*updated(?: (?:on|at))?"
              + "|(?:最近|最后|上次)?一?次?(?:更新|修改)(?:时间|日期|于)|(?:最近|最后)(?:更新|修改))[\\s\\p{Z}*:：]*");

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final String MONTH = "(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\\.?";
  private static final Pattern DAY =
      Pattern.compile(
          "(20\\d\\d)\\s?[-/.年]\\s?(\\d{1,2})\\s?[-/.月]\\s?(\\d{1,2})(?!\\d)"
              + "|"
              + MONTH
              + " (\\d{1,2}),? (20\\d\\d)(?!\\d)"
              + "|(?<!\\d)(\\d{1,2}) "
              + MONTH
              + ",? (20\\d\\d)(?!\\d)",
          Pattern.CASE_INSENSITIVE);

  /** Returns the first date with a label, or null. */
  static @Nullable PageDate of(List<Line> lines) {
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      Matcher label = LABEL.matcher(line.text());
      if (!label.find()) {
        continue;
      }
      String rest = line.text().substring(label.end());
      String day = day(rest);
      if (day == null && rest.isBlank()) {
        // If cells were copied one by one, the date is on the next line.
        day = i + 1 < lines.size() ? day(lines.get(i + 1).text().strip()) : null;
      }
      if (day != null) {
        return new PageDate(day, line.number());
      }
    }
    return null;
  }

  private static @Nullable String day(String text) {
    Matcher day = DAY.matcher(text);
    if (!day.lookingAt()) {
      return null;
    }
    try {
      if (day.group(1) != null) {
        return day(day.group(1), Integer.parseInt(day.group(2)), day.group(3));
      }
      return day.group(4) != null
          ? day(day.group(6), month(day.group(4)), day.group(5))
          : day(day.group(9), month(day.group(8)), day.group(7));
    } catch (DateTimeException e) {
      return null; // The day does not exist.
    }
  }

  private static int month(String name) {
    return MONTHS.indexOf(name.toLowerCase(Locale.ROOT)) + 1;
  }

  private static String day(String year, int month, String day) {
    return LocalDate.of(Integer.parseInt(year), month, Integer.parseInt(day)).toString();
  }
}
