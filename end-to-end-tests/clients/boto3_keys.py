"""KMS through boto3: keys, aliases, rotation, policies, encryption and data keys; and the same keys through the AWS CLI."""

import json
import os
import subprocess

import boto3
from botocore.exceptions import ClientError

run = os.getpid()
alias = f"alias/orders-{run}"
kms = boto3.client("kms")


def refused(code, call, **members):
    try:
        call(**members)
    except ClientError as e:
        assert e.response["Error"]["Code"] == code, e
        return str(e)
    raise AssertionError(f"not refused: {code}")


def cli(*arguments):
    return json.loads(subprocess.check_output(["aws", "kms", *arguments, "--output", "json"]) or "{}")


print("boto3", boto3.__version__)
made = kms.create_key(Description="orders", Tags=[{"TagKey": "team", "TagValue": "data"}])["KeyMetadata"]
key = made["KeyId"]
assert made["Enabled"] and made["KeyState"] == "Enabled" and made["KeyManager"] == "CUSTOMER", made
kms.create_alias(AliasName=alias, TargetKeyId=key)
refused("AlreadyExistsException", kms.create_alias, AliasName=alias, TargetKeyId=key)
assert kms.describe_key(KeyId=alias)["KeyMetadata"]["Arn"] == made["Arn"]
assert any(it["KeyId"] == key for page in kms.get_paginator("list_keys").paginate() for it in page["Keys"])

# The context is part of what opens a ciphertext.
context = {"stream": "orders"}
sealed = kms.encrypt(KeyId=alias, Plaintext=b"hello", EncryptionContext=context)["CiphertextBlob"]
assert kms.decrypt(CiphertextBlob=sealed, EncryptionContext=context)["Plaintext"] == b"hello"
refused("InvalidCiphertextException", kms.decrypt, CiphertextBlob=sealed)
data_key = kms.generate_data_key(KeyId=key, KeySpec="AES_256")
assert len(data_key["Plaintext"]) == 32
assert kms.decrypt(CiphertextBlob=data_key["CiphertextBlob"])["Plaintext"] == data_key["Plaintext"]

# Old ciphertexts stay readable.
kms.enable_key_rotation(KeyId=key, RotationPeriodInDays=180)
assert kms.get_key_rotation_status(KeyId=key)["RotationPeriodInDays"] == 180
kms.rotate_key_on_demand(KeyId=key)
assert kms.decrypt(CiphertextBlob=sealed, EncryptionContext=context)["Plaintext"] == b"hello"

policy = kms.get_key_policy(KeyId=key)["Policy"]
kms.put_key_policy(KeyId=key, Policy=policy)
refused("MalformedPolicyDocumentException", kms.put_key_policy, KeyId=key, Policy="{}")
assert kms.list_resource_tags(KeyId=key)["Tags"] == [{"TagKey": "team", "TagValue": "data"}]
kms.untag_resource(KeyId=key, TagKeys=["team"])
assert kms.list_resource_tags(KeyId=key)["Tags"] == []

# The AWS CLI sees the same.
assert cli("describe-key", "--key-id", alias)["KeyMetadata"]["KeyId"] == key
assert [it["AliasName"] for it in cli("list-aliases", "--key-id", key)["Aliases"]] == [alias]
assert cli("describe-key", "--key-id", "alias/aws/kinesis")["KeyMetadata"]["KeyManager"] == "AWS"

kms.disable_key(KeyId=key)
refused("DisabledException", kms.encrypt, KeyId=key, Plaintext=b"x")
kms.enable_key(KeyId=key)
kms.delete_alias(AliasName=alias)
refused("NotFoundException", kms.describe_key, KeyId=alias)
assert kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)["KeyState"] == "PendingDeletion"
refused("KMSInvalidStateException", kms.decrypt, CiphertextBlob=sealed, EncryptionContext=context)
print("ok")
