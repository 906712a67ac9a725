package dev.millrace.gateway.audit.event;

import dev.millrace.signing.Principal;
import dev.millrace.signing.Principal.SessionScope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Who called, as events have it.
 *
 * @param userName of the user or, of a token, its subject; empty for others
 * @param sessionName of a caller that has assumed a role
 * @param issuer the role that a session is of
 * @param session whether it called with temporary credentials
 * @see <a href="https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html">userIdentity</a>
 */
public record UserIdentity(
        Type type,
        String principalId,
        String arn,
        String accountId,
        Optional<String> accessKeyId,
        Optional<String> userName,
        Optional<String> sessionName,
        Optional<Issuer> issuer,
        boolean session) {
    private static final String ROOT = "root";

    /** A role, as the issuer of a session. */
    public record Issuer(String principalId, String arn, String accountId, String userName) {}

    /** As events name them. */
    enum Type {
        ROOT("Root"),
        USER("IAMUser"),
        ROLE("AssumedRole"),
        /** With a bearer token. */
        TOKEN("WebIdentityUser"),
        UNKNOWN("Unknown");

        private final String text;

        Type(String text) {
            this.text = text;
        }
    }

    /**
     * A caller who is known.
     *
     * @param accessKeyId null for a caller with a bearer token
     * @param issuer of a role's session
     */
    public static UserIdentity of(Principal principal, @Nullable String accessKeyId, Optional<Issuer> issuer) {
        Optional<String> sessionName =
                principal.session().map(SessionScope::name).filter(name -> !name.isEmpty());
        boolean user = principal.kind() == Principal.Kind.USER;
        Type known = switch (principal.kind()) {
            case ROOT -> Type.ROOT;
            case USER -> Type.USER;
            case ROLE -> Type.ROLE;
        };
        return new UserIdentity(
                accessKeyId == null ? Type.TOKEN : known,
                principal.userId(),
                principal.arn(),
                principal.accountId(),
                Optional.ofNullable(accessKeyId),
                user ? Optional.of(principal.name()) : accessKeyId == null ? sessionName : Optional.empty(),
                sessionName,
                issuer,
                principal.session().isPresent());
    }

    /** A caller who is not known, and the access key that it says it has. */
    public static UserIdentity unknown(Optional<String> claimedKey) {
        return new UserIdentity(
                Type.UNKNOWN,
                "",
                "",
                "",
                claimedKey.filter(UserIdentity::isKeyId),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    /** What somebody has put in the place of a key's id may be a secret. */
    private static boolean isKeyId(String text) {
        return text.length() <= 128 && text.chars().allMatch(c -> (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'));
    }

    /** As look-ups name the caller. */
    public String lookupName() {
        return type == Type.ROOT ? ROOT : userName.or(() -> sessionName).orElse("");
    }

    void writeTo(JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("type", type.text);
        if (type != Type.UNKNOWN) {
            json.writeStringProperty("principalId", principalId);
            json.writeStringProperty("arn", arn);
            json.writeStringProperty("accountId", accountId);
        }
        accessKeyId.ifPresent(id -> json.writeStringProperty("accessKeyId", id));
        userName.ifPresent(name -> json.writeStringProperty("userName", name));
        if (session) {
            writeSession(json);
        }
        json.writeEndObject();
    }

    private void writeSession(JsonGenerator json) {
        json.writeObjectPropertyStart("sessionContext");
        issuer.ifPresent(role -> {
            json.writeObjectPropertyStart("sessionIssuer");
            json.writeStringProperty("type", "Role");
            json.writeStringProperty("principalId", role.principalId());
            json.writeStringProperty("arn", role.arn());
            json.writeStringProperty("accountId", role.accountId());
            json.writeStringProperty("userName", role.userName());
            json.writeEndObject();
        });
        json.writeObjectPropertyStart("attributes");
        json.writeStringProperty("mfaAuthenticated", "false");
        json.writeEndObject();
        json.writeEndObject();
    }
}
