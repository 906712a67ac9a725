package dev.millrace.metadata.iam.operation;

import dev.millrace.identity.IdentityKind;
import dev.millrace.internal.iam.v1.IamCall;
import dev.millrace.internal.iam.v1.IamCall.OperationCase;
import dev.millrace.masterkey.MasterKey;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Which rule an operation is: every one that is served, as one table. */
public final class IamOperations {
    private final Map<OperationCase, IamOperation> operations = new EnumMap<>(OperationCase.class);

    public IamOperations(MasterKey masterKey, Clock clock) {
        addUsers(new UserOperations(clock));
        addGroups(new GroupOperations(clock));
        addRoles(new RoleOperations(clock));
        addAccessKeys(new AccessKeyOperations(masterKey, clock));
        addPolicies(new PolicyOperations(clock));
        addPolicyVersions(new PolicyVersionOperations(clock));
        addTags();
        addForUsers(new HolderOperations(IdentityKind.USER));
        addForGroups(new HolderOperations(IdentityKind.GROUP));
        addForRoles(new HolderOperations(IdentityKind.ROLE));
    }

    /** The rule of a call; empty for one that this version does not know. */
    public Optional<IamOperation> find(IamCall call) {
        return Optional.ofNullable(operations.get(call.getOperationCase()));
    }

    private void add(OperationCase name, IamOperation operation) {
        operations.put(name, operation);
    }

    private void addUsers(UserOperations users) {
        add(OperationCase.CREATE_USER, (account, call) -> users.create(account, call.getCreateUser()));
        add(OperationCase.GET_USER, (account, call) -> users.get(account, call.getGetUser()));
        add(OperationCase.LIST_USERS, (account, call) -> users.list(account, call.getListUsers()));
        add(OperationCase.UPDATE_USER, (account, call) -> users.update(account, call.getUpdateUser()));
        add(OperationCase.DELETE_USER, (account, call) -> users.delete(account, call.getDeleteUser()));
    }

    private void addGroups(GroupOperations groups) {
        add(OperationCase.CREATE_GROUP, (account, call) -> groups.create(account, call.getCreateGroup()));
        add(OperationCase.GET_GROUP, (account, call) -> groups.get(account, call.getGetGroup()));
        add(OperationCase.LIST_GROUPS, (account, call) -> groups.list(account, call.getListGroups()));
        add(
                OperationCase.LIST_GROUPS_FOR_USER,
                (account, call) -> groups.listFor(account, call.getListGroupsForUser()));
        add(OperationCase.UPDATE_GROUP, (account, call) -> groups.update(account, call.getUpdateGroup()));
        add(OperationCase.DELETE_GROUP, (account, call) -> groups.delete(account, call.getDeleteGroup()));
        add(OperationCase.ADD_USER_TO_GROUP, (account, call) -> groups.addUser(account, call.getAddUserToGroup()));
        add(
                OperationCase.REMOVE_USER_FROM_GROUP,
                (account, call) -> groups.removeUser(account, call.getRemoveUserFromGroup()));
    }

    private void addRoles(RoleOperations roles) {
        add(OperationCase.CREATE_ROLE, (account, call) -> roles.create(account, call.getCreateRole()));
        add(OperationCase.GET_ROLE, (account, call) -> roles.get(account, call.getGetRole()));
        add(OperationCase.LIST_ROLES, (account, call) -> roles.list(account, call.getListRoles()));
        add(OperationCase.UPDATE_ROLE, (account, call) -> roles.update(account, call.getUpdateRole()));
        add(
                OperationCase.UPDATE_ASSUME_ROLE_POLICY,
                (account, call) -> roles.updateTrust(account, call.getUpdateAssumeRolePolicy()));
        add(OperationCase.DELETE_ROLE, (account, call) -> roles.delete(account, call.getDeleteRole()));
    }

    private void addAccessKeys(AccessKeyOperations keys) {
        add(OperationCase.CREATE_ACCESS_KEY, (account, call) -> keys.create(account, call.getCreateAccessKey()));
        add(OperationCase.LIST_ACCESS_KEYS, (account, call) -> keys.list(account, call.getListAccessKeys()));
        add(OperationCase.UPDATE_ACCESS_KEY, (account, call) -> keys.update(account, call.getUpdateAccessKey()));
        add(OperationCase.DELETE_ACCESS_KEY, (account, call) -> keys.delete(account, call.getDeleteAccessKey()));
    }

    private void addPolicies(PolicyOperations policies) {
        add(OperationCase.CREATE_POLICY, (account, call) -> policies.create(account, call.getCreatePolicy()));
        add(OperationCase.GET_POLICY, (account, call) -> policies.get(account, call.getGetPolicy()));
        add(OperationCase.LIST_POLICIES, (account, call) -> policies.list(account, call.getListPolicies()));
        add(OperationCase.DELETE_POLICY, (account, call) -> policies.delete(account, call.getDeletePolicy()));
        add(
                OperationCase.LIST_ENTITIES_FOR_POLICY,
                (account, call) -> EntityListing.list(account, call.getListEntitiesForPolicy()));
    }

    private void addPolicyVersions(PolicyVersionOperations versions) {
        add(
                OperationCase.CREATE_POLICY_VERSION,
                (account, call) -> versions.create(account, call.getCreatePolicyVersion()));
        add(OperationCase.GET_POLICY_VERSION, (account, call) -> versions.get(account, call.getGetPolicyVersion()));
        add(
                OperationCase.LIST_POLICY_VERSIONS,
                (account, call) -> versions.list(account, call.getListPolicyVersions()));
        add(
                OperationCase.DELETE_POLICY_VERSION,
                (account, call) -> versions.delete(account, call.getDeletePolicyVersion()));
        add(
                OperationCase.SET_DEFAULT_POLICY_VERSION,
                (account, call) -> versions.setDefault(account, call.getSetDefaultPolicyVersion()));
    }

    private void addTags() {
        add(
                OperationCase.TAG_USER,
                (account, call) -> TagOperations.tag(
                        account, account.user(call.getTagUser().getUserName()), call.getTagUser()));
        add(
                OperationCase.UNTAG_USER,
                (account, call) ->
                        TagOperations.untag(account.user(call.getUntagUser().getUserName()), call.getUntagUser()));
        add(
                OperationCase.LIST_USER_TAGS,
                (account, call) ->
                        TagOperations.list(account.user(call.getListUserTags().getUserName()), call.getListUserTags()));
        add(
                OperationCase.TAG_ROLE,
                (account, call) -> TagOperations.tag(
                        account, account.role(call.getTagRole().getRoleName()), call.getTagRole()));
        add(
                OperationCase.UNTAG_ROLE,
                (account, call) ->
                        TagOperations.untag(account.role(call.getUntagRole().getRoleName()), call.getUntagRole()));
        add(
                OperationCase.LIST_ROLE_TAGS,
                (account, call) ->
                        TagOperations.list(account.role(call.getListRoleTags().getRoleName()), call.getListRoleTags()));
        add(
                OperationCase.TAG_POLICY,
                (account, call) -> TagOperations.tag(
                        account,
                        PolicyOperations.own(account, call.getTagPolicy().getPolicyArn()),
                        call.getTagPolicy()));
        add(
                OperationCase.UNTAG_POLICY,
                (account, call) -> TagOperations.untag(
                        PolicyOperations.own(account, call.getUntagPolicy().getPolicyArn()), call.getUntagPolicy()));
        add(
                OperationCase.LIST_POLICY_TAGS,
                (account, call) -> TagOperations.list(
                        account.policy(call.getListPolicyTags().getPolicyArn()), call.getListPolicyTags()));
    }

    private void addForUsers(HolderOperations users) {
        add(
                OperationCase.ATTACH_USER_POLICY,
                (account, call) -> users.attach(
                        account,
                        call.getAttachUserPolicy().getUserName(),
                        call.getAttachUserPolicy().getPolicyArn()));
        add(
                OperationCase.DETACH_USER_POLICY,
                (account, call) -> users.detach(
                        account,
                        call.getDetachUserPolicy().getUserName(),
                        call.getDetachUserPolicy().getPolicyArn()));
        add(
                OperationCase.LIST_ATTACHED_USER_POLICIES,
                (account, call) -> users.listAttached(
                        account, call.getListAttachedUserPolicies().getUserName(), call.getListAttachedUserPolicies()));
        add(
                OperationCase.PUT_USER_POLICY,
                (account, call) ->
                        users.putInline(account, call.getPutUserPolicy().getUserName(), call.getPutUserPolicy()));
        add(
                OperationCase.GET_USER_POLICY,
                (account, call) ->
                        users.getInline(account, call.getGetUserPolicy().getUserName(), call.getGetUserPolicy()));
        add(
                OperationCase.DELETE_USER_POLICY,
                (account, call) -> users.deleteInline(
                        account, call.getDeleteUserPolicy().getUserName(), call.getDeleteUserPolicy()));
        add(
                OperationCase.LIST_USER_POLICIES,
                (account, call) -> users.listInline(
                        account, call.getListUserPolicies().getUserName(), call.getListUserPolicies()));
        add(
                OperationCase.PUT_USER_PERMISSIONS_BOUNDARY,
                (account, call) -> users.putBoundary(
                        account,
                        call.getPutUserPermissionsBoundary().getUserName(),
                        call.getPutUserPermissionsBoundary()));
        add(
                OperationCase.DELETE_USER_PERMISSIONS_BOUNDARY,
                (account, call) -> users.deleteBoundary(
                        account, call.getDeleteUserPermissionsBoundary().getUserName()));
    }

    private void addForGroups(HolderOperations groups) {
        add(
                OperationCase.ATTACH_GROUP_POLICY,
                (account, call) -> groups.attach(
                        account,
                        call.getAttachGroupPolicy().getGroupName(),
                        call.getAttachGroupPolicy().getPolicyArn()));
        add(
                OperationCase.DETACH_GROUP_POLICY,
                (account, call) -> groups.detach(
                        account,
                        call.getDetachGroupPolicy().getGroupName(),
                        call.getDetachGroupPolicy().getPolicyArn()));
        add(
                OperationCase.LIST_ATTACHED_GROUP_POLICIES,
                (account, call) -> groups.listAttached(
                        account,
                        call.getListAttachedGroupPolicies().getGroupName(),
                        call.getListAttachedGroupPolicies()));
        add(
                OperationCase.PUT_GROUP_POLICY,
                (account, call) ->
                        groups.putInline(account, call.getPutGroupPolicy().getGroupName(), call.getPutGroupPolicy()));
        add(
                OperationCase.GET_GROUP_POLICY,
                (account, call) ->
                        groups.getInline(account, call.getGetGroupPolicy().getGroupName(), call.getGetGroupPolicy()));
        add(
                OperationCase.DELETE_GROUP_POLICY,
                (account, call) -> groups.deleteInline(
                        account, call.getDeleteGroupPolicy().getGroupName(), call.getDeleteGroupPolicy()));
        add(
                OperationCase.LIST_GROUP_POLICIES,
                (account, call) -> groups.listInline(
                        account, call.getListGroupPolicies().getGroupName(), call.getListGroupPolicies()));
    }

    private void addForRoles(HolderOperations roles) {
        add(
                OperationCase.ATTACH_ROLE_POLICY,
                (account, call) -> roles.attach(
                        account,
                        call.getAttachRolePolicy().getRoleName(),
                        call.getAttachRolePolicy().getPolicyArn()));
        add(
                OperationCase.DETACH_ROLE_POLICY,
                (account, call) -> roles.detach(
                        account,
                        call.getDetachRolePolicy().getRoleName(),
                        call.getDetachRolePolicy().getPolicyArn()));
        add(
                OperationCase.LIST_ATTACHED_ROLE_POLICIES,
                (account, call) -> roles.listAttached(
                        account, call.getListAttachedRolePolicies().getRoleName(), call.getListAttachedRolePolicies()));
        add(
                OperationCase.PUT_ROLE_POLICY,
                (account, call) ->
                        roles.putInline(account, call.getPutRolePolicy().getRoleName(), call.getPutRolePolicy()));
        add(
                OperationCase.GET_ROLE_POLICY,
                (account, call) ->
                        roles.getInline(account, call.getGetRolePolicy().getRoleName(), call.getGetRolePolicy()));
        add(
                OperationCase.DELETE_ROLE_POLICY,
                (account, call) -> roles.deleteInline(
                        account, call.getDeleteRolePolicy().getRoleName(), call.getDeleteRolePolicy()));
        add(
                OperationCase.LIST_ROLE_POLICIES,
                (account, call) -> roles.listInline(
                        account, call.getListRolePolicies().getRoleName(), call.getListRolePolicies()));
        add(
                OperationCase.PUT_ROLE_PERMISSIONS_BOUNDARY,
                (account, call) -> roles.putBoundary(
                        account,
                        call.getPutRolePermissionsBoundary().getRoleName(),
                        call.getPutRolePermissionsBoundary()));
        add(
                OperationCase.DELETE_ROLE_PERMISSIONS_BOUNDARY,
                (account, call) -> roles.deleteBoundary(
                        account, call.getDeleteRolePermissionsBoundary().getRoleName()));
    }
}
