import dev.chatcontract.client.ChatClient
import dev.chatcontract.client.model.GetGroupInfoRequest
import dev.chatcontract.client.model.GroupType
import dev.chatcontract.client.model.ImportGroupRequest
import dev.chatcontract.runtime.ApiException
import dev.chatcontract.runtime.ChatException
import dev.chatcontract.runtime.DecodeException
import dev.chatcontract.runtime.HttpStatusException
import dev.chatcontract.runtime.InvalidRequestException
import dev.chatcontract.runtime.TransportException
import dev.chatcontract.signer.SignedChatClients
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking

fun main() = runBlocking {
  // CHATCTL_SDKAPPID, CHATCTL_IDENTIFIER, CHATCTL_SECRET_KEY_FILE, CHATCTL_REGION or CHATCTL_BASE_URL
  SignedChatClients.fromEnvironment().use { chat ->
    // In parallel; a coroutine that is cancelled cancels its call.
    val outcomes = listOf("kotlin-a", "kotlin-b", "kotlin-a").map { id -> async { import(chat, id) } }
    outcomes.awaitAll().forEach(::println)

    val answer = chat.groups().async().getGroupInfo(GetGroupInfoRequest.of(listOf("kotlin-a"))).await()
    val name: String? = answer.groupInfo().first().name()
    println("its name is ${name ?: "not told"}")
  }
}

private suspend fun import(chat: ChatClient, id: String): String {
  val group = ImportGroupRequest.builder().groupId(id).type(GroupType.PUBLIC).name(id).build()
  return try {
    "imported ${chat.groups().async().importGroup(group).await().groupId()}"
  } catch (e: ChatException) {
    "$id: ${reason(e)}"
  }
}

/** The compiler checks that no kind is missing. */
private fun reason(e: ChatException): String =
    when (e) {
      is ApiException -> "code ${e.code()}, ${e.entry().map { it.action() }.orElse("not in the contract")}"
      is HttpStatusException -> "HTTP status instead of an answer"
      is DecodeException -> "an answer that cannot be read"
      is TransportException -> if (e.maybeApplied()) "no answer, look whether it was done" else "no answer"
      is InvalidRequestException -> "not sent: ${e.message}"
    }
