package dev.chatcontract.codegen.reference;

import dev.chatcontract.contract.model.OperationDef;

/**
 * Completes a snippet to a program: imports, a signature made with the key from the environment,
 * and code that prints the answer. The signing libraries are those of docs/other-languages.md.
 */
final class Programs {
  private static final String KEY = "CHATCTL_SECRET_KEY";
  private static final int HOUR_SECONDS = 3600;

  private final OperationDef operation;
  private final String app;
  private final String account;

  Programs(OperationDef operation, String app, String account) {
    this.operation = operation;
    this.app = app;
    this.account = Snippets.quoted(account);
  }

  String around(String language, String code) {
    return switch (language) {
      case "Java" -> java(code);
      case "TypeScript" -> typescript(code);
      case "Python" -> python(code);
      case "Go" -> go(code);
      default -> code;
    };
  }

  private static String java(String code) {
    String body = code.substring(0, code.lastIndexOf('}'));
    return """
        // Call.java: java -cp CLASS-PATH-WITH-chat-java-AND-signer Call.java
        import dev.chatcontract.client.*;
        import dev.chatcontract.client.model.*;
        import dev.chatcontract.runtime.*;
        import dev.chatcontract.signer.*;
        import java.util.List;

        public class Call {
          public static void main(String... arguments) throws Exception {
        """
        + Snippets.indent(body + "  System.out.println(answer);\n}")
        + "\n  }\n}\n";
  }

  private String typescript(String code) {
    String name = Snippets.pascal(operation.name());
    return "// call.ts, with the client in ./chat (docs/other-languages.md) and: npm install"
        + " tls-sig-api-v2\nimport { randomBytes } from \"node:crypto\";\n"
        + "import { createRequire } from \"node:module\";\nimport { Configuration, "
        + Snippets.pascal(operation.tag())
        + "Api, "
        + name
        + "RequestFromJSON } from \"./chat/index.js\";\n\n"
        + "const signer = createRequire(import.meta.url)(\"tls-sig-api-v2\");\n"
        + "const usersig: string = new signer.Api("
        + app
        + ", process.env."
        + KEY
        + ").genSig("
        + account
        + ", "
        + HOUR_SECONDS
        + ");\n"
        + code
        + "\nconsole.log(JSON.stringify(answer));\n";
  }

  private String python(String code) {
    return "# With the client \"chat\" (docs/other-languages.md) and: pip install tls-sig-api-v2\n"
        + "import os\nimport secrets\n\nimport chat\nimport TLSSigAPIv2\n\n"
        + "usersig = TLSSigAPIv2.TLSSigAPIv2("
        + app
        + ", os.environ[\""
        + KEY
        + "\"]).gen_sig("
        + account
        + ", "
        + HOUR_SECONDS
        + ")\n"
        + code
        + "\n    print(answer.to_json())\n";
  }

  private String go(String code) {
    return """
        // With the client in ./chat of the module "driver" (docs/other-languages.md) and:
        // go get github.com/tencentyun/tls-sig-api-v2-golang@v1.3.0
        package main

        import (
            "context"
            "encoding/json"
            "fmt"
            "math/rand/v2"
            "os"

            "driver/chat"

            "github.com/tencentyun/tls-sig-api-v2-golang/tencentyun"
        )

        func main() {
            if err := call(); err != nil {
                fmt.Fprintln(os.Stderr, err)
                os.Exit(1)
            }
        }

        func call() error {
        """
        + Snippets.indent(
            "usersig, err := tencentyun.GenUserSig("
                + app
                + ", os.Getenv(\""
                + KEY
                + "\"), "
                + account
                + ", "
                + HOUR_SECONDS
                + ")\nif err != nil {\n    return err\n}\n"
                + code
                + "\nif err != nil {\n    return err\n}\nshown, err := json.Marshal(answer)\n"
                + "if err != nil {\n    return err\n}\nfmt.Println(string(shown))\nreturn nil")
        + "\n}\n";
  }
}
