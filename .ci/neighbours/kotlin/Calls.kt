import dev.chatcontract.client.model.GetGroupInfoRequest
import dev.chatcontract.client.model.GroupType
import dev.chatcontract.client.model.ImportGroupRequest
import dev.chatcontract.runtime.ApiException
import dev.chatcontract.runtime.ChatException
import dev.chatcontract.runtime.DecodeException
import dev.chatcontract.runtime.HttpStatusException
import dev.chatcontract.runtime.InvalidRequestException
import dev.chatcontract.runtime.TransportException
import dev.chatcontract.signer.ChatCredentials
import dev.chatcontract.signer.SignedChatClients
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking

/** The compiler knows that these are all; a missing one is an error. */
fun told(e: ChatException): String =
    when (e) {
      is ApiException -> "code ${e.code()}"
      is HttpStatusException -> "status"
      is DecodeException -> "unreadable"
      is TransportException -> "no answer"
      is InvalidRequestException -> "not sent"
    }

fun main(args: Array<String>) = runBlocking {
  val key = "simulator-only-key-0123456789abcdef0123456789abcdef0123456789abcd".toCharArray()
  SignedChatClients.builder()
      .baseUrl(args[0])
      .credentials(ChatCredentials.of(1400000001L, "administrator", key))
      .build()
      .use { chat ->
        val id = "kotlin-${ProcessHandle.current().pid()}"
        val group = ImportGroupRequest.builder().type(GroupType.PUBLIC).name("n").groupId(id).build()
        chat.groups().importGroup(group)
        val answer = chat.groups().async().getGroupInfo(GetGroupInfoRequest.of(listOf(id))).await()
        val name: String? = answer.groupInfo().first().name()
        check(name == "n")
        val refused =
            try {
              chat.groups().async().importGroup(group).await()
              "imported twice"
            } catch (e: ChatException) {
              told(e)
            }
        check(refused == "code 10021") { refused }
        val last = answer.groupInfo().first().type()?.known()?.map { known -> known.name }?.orElse("new")
        check(last == "PUBLIC")
      }
}
