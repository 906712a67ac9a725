#!/usr/bin/env bash
# Sets callers up with the AWS CLI alone, and tries what each may do: by the CLI, over REST, and by server-sent events.
#
# The last of them has a role in a second account, which the stack must have been told of: MILLRACE_ACCOUNTS=222222222222.
set -euo pipefail
: "${AWS_ENDPOINT_URL_KINESIS:?is not set: eval \"\$(./millrace credentials)\"}"

run=$$
orders="orders-$run"
payments="payments-$run"
other="${MILLRACE_ACCOUNTS:-222222222222}"
other="${other%%,*}"
work=$(mktemp -d)
failures=0
say() { echo "--- $*"; }
fail() {
  echo "FAILED: $*" >&2
  failures=$((failures + 1))
}

policy() { echo "{\"Version\": \"2012-10-17\", \"Statement\": [$1]}"; }
trust() { policy "{\"Effect\": \"Allow\", \"Action\": \"sts:AssumeRole\", \"Principal\": {\"AWS\": \"$1\"}}"; }

# Everybody who is made here is a profile of the CLI's, and so is root.
root_key="${AWS_ACCESS_KEY_ID:-$(aws configure get aws_access_key_id)}"
root_secret="${AWS_SECRET_ACCESS_KEY:-$(aws configure get aws_secret_access_key)}"
unset AWS_PROFILE AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
export AWS_SHARED_CREDENTIALS_FILE="$work/credentials" AWS_CONFIG_FILE="$work/config"
profile() {
  aws configure set aws_access_key_id "$2" --profile "$1"
  aws configure set aws_secret_access_key "$3" --profile "$1"
  [ -z "${4:-}" ] || aws configure set aws_session_token "$4" --profile "$1"
}
profile root "$root_key" "$root_secret"
# as PROFILE SERVICE OPERATION ...
as() {
  local who="$1"
  shift
  aws --profile "$who" --output text "$@"
}

user() {
  as root iam create-user --user-name "$1-$run" >/dev/null
  # shellcheck disable=SC2046  # two words
  profile "$1" $(as root iam create-access-key --user-name "$1-$run" --query 'AccessKey.[AccessKeyId, SecretAccessKey]')
}
user_policy() {
  as root iam put-user-policy --user-name "$1-$run" --policy-name own --policy-document "$(policy "$2")"
}
# assume PROFILE BY ROLE
assume() {
  # shellcheck disable=SC2046  # three words
  profile "$1" $(as "$2" sts assume-role --role-arn "$3" --role-session-name test \
    --query 'Credentials.[AccessKeyId, SecretAccessKey, SessionToken]')
}

say "$(aws --version)"
say streams and a consumer
for stream in "$orders" "$payments"; do
  as root kinesis create-stream --stream-name "$stream" --shard-count 1
done
for stream in "$orders" "$payments"; do
  as root kinesis wait stream-exists --stream-name "$stream"
done
arn=$(as root kinesis describe-stream-summary --stream-name "$orders" --query StreamDescriptionSummary.StreamARN)
consumer=$(as root kinesis register-stream-consumer --stream-arn "$arn" --consumer-name page --query Consumer.ConsumerARN)
until [ "$(as root kinesis describe-stream-consumer --consumer-arn "$consumer" \
  --query ConsumerDescription.ConsumerStatus)" = ACTIVE ]; do sleep 0.2; done

say a producer that may put records into orders
user producer
user_policy producer '{"Effect": "Allow", "Action": ["kinesis:PutRecord", "kinesis:PutRecords"],
  "Resource": "arn:aws:kinesis:*:*:stream/orders-*"}'

say a member of a group that may read orders and subscribe to them
user member
as root iam create-group --group-name "readers-$run" >/dev/null
as root iam put-group-policy --group-name "readers-$run" --policy-name read --policy-document "$(policy '{"Effect": "Allow",
  "Action": ["kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:SubscribeToShard"],
  "Resource": "arn:aws:kinesis:*:*:stream/orders-*"}')"
as root iam add-user-to-group --group-name "readers-$run" --user-name "member-$run"

say administrators: from one network, in one window of time
all='"Effect": "Allow", "Action": "kinesis:*", "Resource": "*"'
within() { date --utc --date "$1" +%Y-%m-%dT%H:%M:%SZ; }
window() {
  echo "\"DateGreaterThan\": {\"aws:CurrentTime\": \"$(within "$1")\"}, \"DateLessThan\": {\"aws:CurrentTime\": \"$(within "$2")\"}"
}
network() { echo "\"IpAddress\": {\"aws:SourceIp\": \"$1\"}"; }
user administrator
user_policy administrator "{$all, \"Condition\": {$(network 127.0.0.0/8), $(window '1 hour ago' '1 hour')}}"
user elsewhere
user_policy elsewhere "{$all, \"Condition\": {$(network 10.1.0.0/16), $(window '1 hour ago' '1 hour')}}"
user late
user_policy late "{$all, \"Condition\": {$(network 127.0.0.0/8), $(window '2 hours ago' '1 hour ago')}}"

say "a role of account $other, which the stream's own policy lets in"
user organizer
user_policy organizer '{"Effect": "Allow", "Action": "sts:AssumeRole", "Resource": "*"}'
assume other-root organizer "arn:aws:iam::$other:role/OrganizationAccountAccessRole"
role=$(as other-root iam create-role --role-name "writer-$run" \
  --assume-role-policy-document "$(trust "arn:aws:iam::$other:root")" --query Role.Arn)
as other-root iam put-role-policy --role-name "writer-$run" --policy-name streams --policy-document "$(policy "{$all}")"
assume writer other-root "$role"
as root kinesis put-resource-policy --resource-arn "$arn" --policy "$(policy "{\"Effect\": \"Allow\",
  \"Action\": \"kinesis:PutRecord\", \"Principal\": {\"AWS\": \"$role\"}, \"Resource\": \"$arn\"}")"

# Prints yes or no for what was answered, given the answer, or "?" with the answer.
let_in() {
  case "$1" in
    *AccessDenied*) echo no ;;
    "" | *ResourceInUseException*) echo yes ;;
    *) echo "? $1" ;;
  esac
}

data=$(printf order | base64)
arn_of_payments="${arn/$orders/$payments}"
read_orders() {
  local iterator
  iterator=$(as "$1" kinesis get-shard-iterator --stream-arn "$arn" --shard-id shardId-000000000000 \
    --shard-iterator-type TRIM_HORIZON --query ShardIterator) && as "$1" kinesis get-records --shard-iterator "$iterator"
}
# The CLI has no SubscribeToShard, as it answers with a stream of events.
subscribe() {
  http "$1" --header "X-Amz-Target: Kinesis_20131202.SubscribeToShard" --header "Content-Type: application/x-amz-json-1.1" \
    --data "{\"ConsumerARN\": \"$consumer\", \"ShardId\": \"shardId-000000000000\", \"StartingPosition\": {\"Type\": \"LATEST\"}}" \
    "$AWS_ENDPOINT_URL_KINESIS/"
}
by_aws() {
  local answer
  case "$2" in
    put-order) answer=$(as "$1" kinesis put-record --stream-arn "$arn" --partition-key k --data "$data" 2>&1 >/dev/null) ;;
    put-payment) answer=$(as "$1" kinesis put-record --stream-arn "$arn_of_payments" --partition-key k --data "$data" 2>&1 >/dev/null) ;;
    read-orders) answer=$(read_orders "$1" 2>&1 >/dev/null) ;;
    describe-payments) answer=$(as "$1" kinesis describe-stream-summary --stream-arn "$arn_of_payments" 2>&1 >/dev/null) ;;
    list) answer=$(as "$1" kinesis list-streams 2>&1 >/dev/null) ;;
    subscribe) answer=$(subscribe "$1") ;;
  esac || true
  let_in "$answer"
}

# Signs as PROFILE, and prints nothing for an answer of success, else what was answered. Events are listened to for two seconds.
http() {
  local who="$1" token status
  shift
  token=$(aws configure get aws_session_token --profile "$who" || true)
  status=$(curl --silent --max-time 2 --output "$work/answer" --write-out '%{http_code}' --aws-sigv4 "aws:amz:us-east-1:kinesis" \
    --user "$(aws configure get aws_access_key_id --profile "$who"):$(aws configure get aws_secret_access_key --profile "$who")" \
    ${token:+--header "X-Amz-Security-Token: $token"} "$@") || true
  [ "$status" = 200 ] || [ "$status" = 201 ] || echo "$status $(cat "$work/answer")"
}
by_http() {
  local streams="$AWS_ENDPOINT_URL_KINESIS/v1/streams" put=(--header "Content-Type: application/json"
    --data '{"partitionKey": "k", "data": "d"}') answer
  case "$2" in
    put-order) answer=$(http "$1" "${put[@]}" "$streams/$orders/records") ;;
    put-payment) answer=$(http "$1" "${put[@]}" "$streams/$payments/records") ;;
    read-orders) answer=$(http "$1" "$streams/$orders/shards/shardId-000000000000/records") ;;
    describe-payments) answer=$(http "$1" "$streams/$payments") ;;
    list) answer=$(http "$1" "$streams") ;;
    subscribe) answer=$(http "$1" "$streams/$orders/consumers/page/events") ;;
  esac
  let_in "$answer"
}

calls=(put-order put-payment read-orders describe-payments list subscribe)
# may WHO CALL ...: these and no others, in every face
may() {
  local who="$1" call face got
  shift
  for call in "${calls[@]}"; do
    local expected=no
    [[ " $* " != *" $call "* ]] || expected=yes
    for face in by_aws by_http; do
      got=$("$face" "$who" "$call")
      printf '%-14s %-18s %-8s %s\n' "$who" "$call" "$face" "$got"
      [ "$got" = "$expected" ] || fail "$who, $call, $face: expected $expected"
    done
  done
}

say what each may do
may producer put-order
may member read-orders subscribe
may administrator "${calls[@]}"
may elsewhere
may late
may writer put-order

say delete the streams
for stream in "$orders" "$payments"; do
  as root kinesis delete-stream --stream-name "$stream" --enforce-consumer-deletion
done
rm -rf "$work"
[ "$failures" = 0 ] || exit 1
echo ok
