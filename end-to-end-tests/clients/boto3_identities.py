"""IAM and STS through boto3: users, groups, roles, policies, keys and sessions."""

import json
import os

import boto3
from botocore.exceptions import ClientError

run = os.getpid()
user, group, role = f"ada-{run}", f"data-{run}", f"reader-{run}"
iam = boto3.client("iam")
root = boto3.client("sts").get_caller_identity()
allow = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kinesis:List*", "Resource": "*"}]}


def refused(code, call, **members):
    try:
        call(**members)
    except ClientError as e:
        assert e.response["Error"]["Code"] == code, e
        return str(e)
    raise AssertionError(f"not refused: {code}")


def session_of(credentials):
    return boto3.client(
        "sts",
        aws_access_key_id=credentials["AccessKeyId"],
        aws_secret_access_key=credentials["SecretAccessKey"],
        aws_session_token=credentials.get("SessionToken"),
    )


print("boto3", boto3.__version__)
created = iam.create_user(UserName=user, Path="/people/", Tags=[{"Key": "team", "Value": "data"}])["User"]
assert created["Arn"] == f"arn:aws:iam::{root['Account']}:user/people/{user}"
assert created["UserId"].startswith("AIDA")
assert iam.get_user(UserName=user)["User"]["Tags"] == [{"Key": "team", "Value": "data"}]
assert "User with name" in refused("EntityAlreadyExists", iam.create_user, UserName=user)
refused("NoSuchEntity", iam.get_role, RoleName="nobody")
refused("ValidationError", iam.create_user, UserName="a b")

# Documents come back as they were given.
policy = iam.create_policy(PolicyName=f"list-{run}", PolicyDocument=json.dumps(allow))["Policy"]["Arn"]
iam.create_group(GroupName=group)
iam.add_user_to_group(GroupName=group, UserName=user)
iam.attach_group_policy(GroupName=group, PolicyArn=policy)
iam.put_user_policy(UserName=user, PolicyName="inline", PolicyDocument=json.dumps(allow))
iam.put_user_permissions_boundary(UserName=user, PermissionsBoundary=policy)
assert iam.get_user_policy(UserName=user, PolicyName="inline")["PolicyDocument"] == allow
assert iam.get_policy_version(PolicyArn=policy, VersionId="v1")["PolicyVersion"]["Document"] == allow
assert iam.get_policy(PolicyArn=policy)["Policy"]["AttachmentCount"] == 1
assert [it["GroupName"] for it in iam.list_groups_for_user(UserName=user)["Groups"]] == [group]
assert iam.list_attached_user_policies(UserName=user)["AttachedPolicies"] == []
assert [it["GroupName"] for it in iam.list_entities_for_policy(PolicyArn=policy)["PolicyGroups"]] == [group]
refused("DeleteConflict", iam.delete_policy, PolicyArn=policy)
refused("DeleteConflict", iam.delete_user, UserName=user)
refused("MalformedPolicyDocument", iam.put_user_policy, UserName=user, PolicyName="broken", PolicyDocument="{}")
results = iam.simulate_principal_policy(
    PolicySourceArn=created["Arn"], ActionNames=["kinesis:ListStreams", "kinesis:PutRecord"]
)["EvaluationResults"]
assert [it["EvalDecision"] for it in results] == ["allowed", "implicitDeny"]
users = [it["UserName"] for page in iam.get_paginator("list_users").paginate() for it in page["Users"]]
assert user in users and users == sorted(users)

# The user's own key, until it is turned off.
key = iam.create_access_key(UserName=user)["AccessKey"]
own = session_of(key)
assert own.get_caller_identity()["Arn"] == created["Arn"]

# A role that asks for an external id, and ends with its sessions.
trust = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Action": "sts:AssumeRole",
            "Principal": {"AWS": created["Arn"]},
            "Condition": {"StringEquals": {"sts:ExternalId": "sesame"}},
        }
    ],
}
made = iam.create_role(RoleName=role, AssumeRolePolicyDocument=json.dumps(trust))["Role"]
assert made["AssumeRolePolicyDocument"] == trust
refused("AccessDenied", own.assume_role, RoleArn=made["Arn"], RoleSessionName="work")
assumed = own.assume_role(RoleArn=made["Arn"], RoleSessionName="work", ExternalId="sesame")
session = session_of(assumed["Credentials"])
assert session.get_caller_identity()["Arn"] == assumed["AssumedRoleUser"]["Arn"]
assert session_of(own.get_session_token()["Credentials"]).get_caller_identity()["UserId"] == created["UserId"]
iam.delete_role(RoleName=role)
refused("InvalidClientTokenId", session.get_caller_identity)

iam.update_access_key(UserName=user, AccessKeyId=key["AccessKeyId"], Status="Inactive")
refused("InvalidClientTokenId", own.get_caller_identity)

# All of it goes, in IAM's order.
iam.delete_access_key(UserName=user, AccessKeyId=key["AccessKeyId"])
iam.delete_user_permissions_boundary(UserName=user)
iam.delete_user_policy(UserName=user, PolicyName="inline")
iam.remove_user_from_group(GroupName=group, UserName=user)
iam.detach_group_policy(GroupName=group, PolicyArn=policy)
iam.delete_group(GroupName=group)
iam.delete_policy(PolicyArn=policy)
iam.delete_user(UserName=user)
print("ok")
