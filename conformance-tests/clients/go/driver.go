// Runs conformance cases on the stock Go client: JSON lines in, JSON lines out.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"

	"driver/chat"

	"github.com/tencentyun/tls-sig-api-v2-golang/tencentyun"
)

type testCase struct {
	ID          string          `json:"id"`
	Operation   string          `json:"operation"`
	BaseURL     string          `json:"baseUrl"`
	Arguments   json.RawMessage `json:"arguments"`
	Credentials struct {
		Sdkappid   int    `json:"sdkappid"`
		Identifier string `json:"identifier"`
		SecretKey  string `json:"secretKey"`
	} `json:"credentials"`
	Options struct {
		DeadlineMs int64 `json:"deadlineMs"`
	} `json:"options"`
}

type outcome map[string]any

// jsonOnly marks every answer as JSON, which it is; the stock client decodes nothing under another content type.
type jsonOnly struct{}

func (jsonOnly) RoundTrip(request *http.Request) (*http.Response, error) {
	response, err := http.DefaultTransport.RoundTrip(request)
	if err == nil {
		response.Header.Set("Content-Type", "application/json")
	}
	return response, err
}

// One client, so that connections are shared; redirects would carry the signature elsewhere.
var web = &http.Client{
	Transport:     jsonOnly{},
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

func configuration(c testCase) *chat.Configuration {
	configuration := chat.NewConfiguration()
	configuration.HTTPClient = web
	configuration.Servers = chat.ServerConfigurations{{URL: c.BaseURL}}
	return configuration
}

func signed(ctx context.Context, c testCase) (context.Context, error) {
	who := c.Credentials
	sig, err := tencentyun.GenUserSig(who.Sdkappid, who.SecretKey, who.Identifier, 86400)
	return context.WithValue(ctx, chat.ContextAPIKeys, map[string]chat.APIKey{
		"sdkappid":   {Key: strconv.Itoa(who.Sdkappid)},
		"identifier": {Key: who.Identifier},
		"usersig":    {Key: sig},
	}), err
}

// call finds the method by the operation's name, so that a new operation needs no line here.
func call(c testCase) (outcome, error) {
	ctx := context.Background()
	if c.Options.DeadlineMs > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Duration(c.Options.DeadlineMs)*time.Millisecond)
		defer cancel()
	}
	ctx, err := signed(ctx, c)
	if err != nil {
		return nil, err
	}
	name := ""
	for _, word := range strings.Split(c.Operation, "_") {
		name += strings.ToUpper(word[:1]) + word[1:]
	}
	client := reflect.ValueOf(chat.NewAPIClient(configuration(c))).Elem()
	for i := 0; i < client.NumField(); i++ {
		if !client.Type().Field(i).IsExported() {
			continue
		}
		method := client.Field(i).MethodByName(name)
		if !method.IsValid() {
			continue
		}
		builder := method.Call([]reflect.Value{reflect.ValueOf(ctx)})[0]
		set := builder.MethodByName(name + "Request")
		request := reflect.New(set.Type().In(0))
		if err := json.Unmarshal(c.Arguments, request.Interface()); err != nil {
			return nil, err
		}
		builder = set.Call([]reflect.Value{request.Elem()})[0]
		builder = builder.MethodByName("Random").Call([]reflect.Value{reflect.ValueOf(int64(rand.Uint32()))})[0]
		format := builder.MethodByName("Contenttype")
		builder = format.Call([]reflect.Value{reflect.ValueOf("json").Convert(format.Type().In(0))})[0]
		results := builder.MethodByName("Execute").Call(nil)
		response, _ := results[1].Interface().(*http.Response)
		err, _ := results[2].Interface().(error)
		return read(results[0].Interface(), response, err)
	}
	return nil, fmt.Errorf("no method %s in the generated client", name)
}

func read(answer any, response *http.Response, err error) (outcome, error) {
	if err != nil {
		var transport *url.Error
		switch {
		case errors.As(err, &transport):
			// The error around it shows the URL, and with it the signature.
			return outcome{"kind": "transport-error", "message": transport.Err.Error()}, nil
		case response == nil, errors.Is(err, io.ErrUnexpectedEOF),
			errors.Is(err, context.DeadlineExceeded):
			return outcome{"kind": "transport-error", "message": err.Error()}, nil
		case response.StatusCode != 200:
			return outcome{"kind": "http-error", "status": response.StatusCode}, nil
		}
		return nil, err
	}
	if response.StatusCode != 200 {
		return outcome{"kind": "http-error", "status": response.StatusCode}, nil
	}
	text, err := json.Marshal(answer)
	if err != nil {
		return nil, err
	}
	var envelope struct {
		ActionStatus string
		ErrorCode    int64
		ErrorInfo    string
	}
	if err := json.Unmarshal(text, &envelope); err != nil {
		return nil, err
	}
	if envelope.ActionStatus == "" {
		return nil, errors.New("an empty answer")
	}
	value := json.RawMessage(text)
	if envelope.ActionStatus == "OK" && envelope.ErrorCode == 0 {
		return outcome{"kind": "ok", "value": value}, nil
	}
	return outcome{"kind": "api-error", "code": envelope.ErrorCode, "info": envelope.ErrorInfo, "value": value}, nil
}

func main() {
	var lock sync.Mutex
	out := json.NewEncoder(os.Stdout)
	say := func(line any) {
		lock.Lock()
		defer lock.Unlock()
		_ = out.Encode(line)
	}
	say(map[string]any{"hello": map[string]any{"client": "go (stock)", "protocol": 1, "features": []string{"call", "deadline"}}})
	lines := bufio.NewReader(os.Stdin)
	var running sync.WaitGroup
	for {
		line, err := lines.ReadBytes('\n')
		if err != nil {
			break
		}
		var c testCase
		if err := json.Unmarshal(line, &c); err != nil {
			fmt.Fprintln(os.Stderr, "not a case:", err)
			os.Exit(2)
		}
		running.Go(func() {
			result, err := call(c)
			if err != nil {
				result = outcome{"kind": "decode-error", "message": err.Error()}
			}
			say(map[string]any{"id": c.ID, "outcome": result})
		})
	}
	running.Wait()
}
