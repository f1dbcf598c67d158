module driver

go 1.26

require github.com/tencentyun/tls-sig-api-v2-golang v1.3.0
