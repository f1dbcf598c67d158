// Calls with the clients of oapi-codegen and ogen.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"math/rand/v2"
	"net/http"
	"os"

	"chat/oapi"
	"chat/ogen"
)

// One type for each of the three keys of the query.
type keys struct{}

func (keys) Sdkappid(context.Context, ogen.OperationName) (ogen.Sdkappid, error) {
	return ogen.Sdkappid{APIKey: os.Getenv("SDKAPPID")}, nil
}

func (keys) Identifier(context.Context, ogen.OperationName) (ogen.Identifier, error) {
	return ogen.Identifier{APIKey: os.Getenv("IDENTIFIER")}, nil
}

func (keys) Usersig(context.Context, ogen.OperationName) (ogen.Usersig, error) {
	return ogen.Usersig{APIKey: os.Getenv("USERSIG")}, nil
}

func kept(item json.Unmarshaler) string {
	const unknown = `{"GroupId":"a","Later":{"x":1}}`
	must(item.UnmarshalJSON([]byte(unknown)))
	again, err := json.Marshal(item)
	must(err)
	if string(again) == unknown {
		return "kept"
	}
	return "LOST"
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	url, ctx := os.Getenv("CHAT_URL"), context.Background()

	sign := func(_ context.Context, request *http.Request) error {
		query := request.URL.Query()
		query.Set("sdkappid", os.Getenv("SDKAPPID"))
		query.Set("identifier", os.Getenv("IDENTIFIER"))
		query.Set("usersig", os.Getenv("USERSIG"))
		request.URL.RawQuery = query.Encode()
		return nil
	}
	first, err := oapi.NewClientWithResponses(url, oapi.WithRequestEditorFn(sign))
	must(err)
	answer, err := first.GetAppidGroupListWithResponse(ctx,
		&oapi.GetAppidGroupListParams{Random: int64(rand.Uint32()), Contenttype: "json"}, oapi.GetAppidGroupListRequest{})
	must(err)
	if answer.JSON200 == nil || answer.JSON200.ActionStatus != "OK" {
		log.Fatalf("oapi-codegen: %s", answer.Body)
	}
	fmt.Printf("oapi-codegen: %d groups, unknown members are %s\n", *answer.JSON200.TotalCount, kept(&oapi.GroupIdItem{}))

	second, err := ogen.NewClient(url, keys{})
	must(err)
	page, err := second.GetAppidGroupList(ctx, &ogen.GetAppidGroupListRequest{},
		ogen.GetAppidGroupListParams{Random: int64(rand.Uint32()), Contenttype: "json"})
	must(err)
	if page.ActionStatus != "OK" {
		log.Fatalf("ogen: %v", page)
	}
	fmt.Printf("ogen: %d groups, unknown members are %s\n", page.TotalCount.Value, kept(&ogen.GroupIdItem{}))
}
