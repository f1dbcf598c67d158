package dev.chatcontract.contract.draft;

import dev.chatcontract.contract.model.ErrorClass;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the class of a code from its text. The first known word in the first clause decides. If
 * that clause has none, later clauses, which usually only give advice, count if they agree.
 */
final class CodeClasses {
  private static final Map<ErrorClass, Pattern> WORDS = new LinkedHashMap<>();

  static {
    words(
        ErrorClass.SERVER,
        "内部(?:服务)?(?:错误|超时|异常)|服务器?(?:内部|端)?(?:错误|超时|异常|繁忙)|后端服务|后台服务|系统(?:错误|繁忙|异常)|网络(?:超时|异常|错误)|超时"
            + "|(?:internal|server|system|service|backend|network)\\b[a-z ]{0,20}\\b(?:error|failure|exception|busy|unavailable)|time[d -]?\\s?out");
    words(
        ErrorClass.THROTTLE,
        "超频|频率(?:超限|限制|过高|超过)|过于频繁|频繁|频控|too (?:frequent|many (?:calls|requests|times))|frequency|rate (?:limit|control)|throttl");
    words(
        ErrorClass.CONTENT_REJECTED,
        "敏感词|敏感内容|脏字|安全打击|内容(?:违规|不合规)|sensitive|offensive|dirty word|content (?:check|security|moderation)");
    words(
        ErrorClass.AUTH,
        "UserSig|签名(?:无效|错误|过期|失败|失效)|验证签名|签名验证|鉴权失败|票据|(?:invalid|wrong|expired) signature");
    words(
        ErrorClass.CONFLICT,
        "冲突|已(?:经)?(?:被|由|存在|是)|重复(?:创建|添加|提交|操作)|已经有|already|have used|conflict|duplicate|in use");
    words(
        ErrorClass.BILLING,
        "购买|升级(?:至|为|到)|套餐|余额|欠费|purchase|upgrade (?:to|your)|premium|billing|package edition");
    words(
        ErrorClass.TOO_LARGE,
        "过长|超长|过大|过多|超限|上限|超过(?:了)?(?:最大|限制|限额|系统|\\s*\\d)|长度超|too (?:long|large|big|many)|exceed|more than \\d|is full\\b|"
            + "(?:upper|size|length) limit|maximum (?:size|length|number)|limit reached");
    words(
        ErrorClass.PERMISSION,
        "权限|禁言|黑名单|禁止|不允许|拒绝|无权|管理员帐号才|只有.{0,10}管理员|非管理员|permission|not (?:allowed|permitted|authorized)|forbid|prohibit|"
            + "unauthorized|blocklist|blacklist|muted|refus|reject|\\bden(?:y|ies|ied)\\b|blocked");
    words(
        ErrorClass.CONFIG,
        "(?:已被|被)禁用|未开通|没有开通|未开启|未启用|not (?:enabled|activated)|disabled|has not been enabled");
    words(
        ErrorClass.NOT_FOUND,
        "不存在|没有注册|未注册|尚未生成|已过期|没有(?:找到|消息|导入)|未导入|not been imported|\\bno [a-z]+ exists|not exist|doesn'?t exist|not found|not registered|no such|unregistered|expired");
    words(
        ErrorClass.INVALID_REQUEST,
        "非法|不合法|无效|参数(?:错误|有误)|不符合|不满足|不匹配|不一致|数量(?:错误|为\\s?0)|不正确|缺少|没有填写|没有\\s?[A-Z]\\w+\\s?字段|为空|不能为空|不是\\s?[A-Z]\\w+\\s?类型|解析失败|解析\\s?JSON|格式错误|"
            + "(?:时间|字段|类型|Value)\\s?错误|invalid|illegal|malformed|incorrect|missing|wrong (?:type|parameter|format)|(?:parameter|format|request|json|parsing|parse)\\b[a-z ]{0,20}\\b(?:error|fail\\w*)|mismatch|not match|inconsistent|(?:not|n't) (?:include|contain|meet)\\b|is not an? (?:array|string|integer|number|object)\\b|unsupported|is empty|be empty|failed to parse");
  }

  private CodeClasses() {}

  private static void words(ErrorClass errorClass, String pattern) {
    WORDS.put(errorClass, Pattern.compile(pattern, Pattern.CASE_INSENSITIVE));
  }

  /** Returns the class, or null if the text does not imply one. */
  static @Nullable ErrorClass of(String text) {
    String[] clauses = text.split("[,，;；。:：]|\\.\\s|\\.$", -1);
    ErrorClass first = first(clauses[0]);
    if (first != null) {
      return first;
    }
    Set<ErrorClass> later = new LinkedHashSet<>();
    for (int i = 1; i < clauses.length; i++) {
      ErrorClass found = first(clauses[i]);
      if (found != null) {
        later.add(found);
      }
    }
    return later.size() == 1 ? later.iterator().next() : null;
  }

  private static @Nullable ErrorClass first(String clause) {
    ErrorClass first = null;
    int at = Integer.MAX_VALUE;
    for (Map.Entry<ErrorClass, Pattern> words : WORDS.entrySet()) {
      Matcher matcher = words.getValue().matcher(clause);
      if (matcher.find() && matcher.start() < at) {
        first = words.getKey();
        at = matcher.start();
      }
    }
    return first;
  }
}
