def builds = new File(basedir, "build.log").text.split("Scanning for projects")
assert builds.length == 5 : "four builds were to run; see build.log"
assert builds[1].contains("Tests run: 5, Failures: 0, Errors: 0, Skipped: 0") : "the five tests did not all pass; see build.log"
assert builds[2].contains("Code generation is skipped") : "nothing changed and the client was made again; see build.log"
assert builds[3].contains("operations/list_ships.yaml") : "a deleted file was not missed; see build.log"
assert builds[4] =~ /openapi\.yaml:15:\d+ \/paths\/~1harbour~1ships\/post\/x-pagination\/items: .*boats/ : "the fault was not reported with file, pointer and reason; see build.log"
