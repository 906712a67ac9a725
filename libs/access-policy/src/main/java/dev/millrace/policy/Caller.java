package dev.millrace.policy;

import java.util.Map;

/** Who asks, as policies see it. */
public sealed interface Caller {
    /** As refusals and the principals of resource policies name it: for a session of a role, the session's. */
    String arn();

    /** 12 digits. */
    String account();

    /** {@code aws:PrincipalArn}: for a session of a role, the role's. */
    default String principalArn() {
        return arn();
    }

    /** {@code aws:userid}. */
    String userId();

    /** {@code aws:PrincipalTag/…}: tags of the user; those of the role, with the session's in front of them. */
    default Map<String, String> tags() {
        return Map.of();
    }

    /** The account itself. No identity policy restricts it, and none is needed. */
    record AccountRoot(String account) implements Caller {
        @Override
        public String arn() {
            return "arn:aws:iam::" + account + ":root";
        }

        @Override
        public String userId() {
            return account;
        }
    }

    /**
     * A user, by its own key or by temporary credentials for it.
     *
     * @param arn {@code arn:aws:iam::<account>:user/<path><name>}
     * @param uniqueId {@code AIDA…}
     */
    record User(String account, String arn, String name, String uniqueId, Map<String, String> tags) implements Caller {
        @Override
        public String userId() {
            return uniqueId;
        }
    }

    /**
     * A session of a role.
     *
     * @param arn {@code arn:aws:sts::<account>:assumed-role/<role name>/<session name>}
     * @param roleArn {@code arn:aws:iam::<account>:role/<path><role name>}
     * @param roleId {@code AROA…}
     */
    record RoleSession(
            String account, String arn, String roleArn, String roleId, String sessionName, Map<String, String> tags)
            implements Caller {
        /** The session of a role, with the ARN that STS gives it. */
        public static RoleSession of(
                String account, String roleArn, String roleId, String sessionName, Map<String, String> tags) {
            String roleName = roleArn.substring(roleArn.lastIndexOf('/') + 1);
            String arn = "arn:aws:sts::" + account + ":assumed-role/" + roleName + "/" + sessionName;
            return new RoleSession(account, arn, roleArn, roleId, sessionName, tags);
        }

        @Override
        public String principalArn() {
            return roleArn;
        }

        @Override
        public String userId() {
            return roleId + ":" + sessionName;
        }
    }
}
