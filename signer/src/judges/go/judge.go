// The vendor's Go library as a judge: the one of its libraries that has a verifier.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/tencentyun/tls-sig-api-v2-golang/tencentyun"
)

type task struct {
	Do         string `json:"do"`
	SdkAppID   uint64 `json:"sdkappid"`
	Key        string `json:"key"`
	Identifier string `json:"identifier"`
	Expire     int    `json:"expire"`
	UserBuf    []byte `json:"userbuf"`
	UserSig    string `json:"userSig"`
}

func do(t task) map[string]any {
	if t.Do == "make" {
		var sig string
		var err error
		if t.UserBuf == nil {
			sig, err = tencentyun.GenUserSig(int(t.SdkAppID), t.Key, t.Identifier, t.Expire)
		} else {
			sig, err = tencentyun.GenUserSigWithBuf(int(t.SdkAppID), t.Key, t.Identifier, t.Expire, t.UserBuf)
		}
		if err != nil {
			return map[string]any{"why": err.Error()}
		}
		return map[string]any{"userSig": sig}
	}
	var err error
	if t.UserBuf == nil {
		err = tencentyun.VerifyUserSig(t.SdkAppID, t.Key, t.Identifier, t.UserSig, time.Now())
	} else {
		err = tencentyun.VerifyUserSigWithBuf(t.SdkAppID, t.Key, t.Identifier, t.UserSig, time.Now(), t.UserBuf)
	}
	if err != nil {
		return map[string]any{"ok": false, "why": err.Error()}
	}
	return map[string]any{"ok": true}
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var t task
		if err := json.Unmarshal(lines.Bytes(), &t); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		answer, err := json.Marshal(do(t))
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		fmt.Println(string(answer))
	}
}
