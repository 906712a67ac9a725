package dev.millrace.gateway.iam.sts;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import dev.millrace.gateway.call.query.QueryErrors;
import dev.millrace.gateway.call.query.QueryForm;
import dev.millrace.gateway.call.query.QueryService;
import dev.millrace.gateway.caller.Requester;
import dev.millrace.internal.sts.v1.AssumeRoleRequest;
import dev.millrace.internal.sts.v1.GetCallerIdentityResult;
import dev.millrace.internal.sts.v1.GetSessionTokenRequest;
import dev.millrace.signing.Principal;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * AWS Security Token Service. Everything is answered from memory. Callers with a valid key may ask who they are; no policy is
 * consulted, as in AWS. The Kinesis Producer Library does so before it starts.
 *
 * @see <a href="https://docs.aws.amazon.com/STS/latest/APIReference/">API reference</a>
 */
final class StsService implements QueryService {
    private static final String VERSION = "2011-06-15";

    private final RoleAssumption roles;
    private final UserSessions users;

    StsService(RoleAssumption roles, UserSessions users) {
        this.roles = roles;
        this.users = users;
    }

    @Override
    public String signingName() {
        return "sts";
    }

    @Override
    public String version() {
        return VERSION;
    }

    @Override
    public String namespace() {
        return "https://sts.amazonaws.com/doc/" + VERSION + "/";
    }

    @Override
    public Optional<Message> prototype(String action) {
        return switch (action) {
            case "GetCallerIdentity" -> Optional.of(Empty.getDefaultInstance());
            case "AssumeRole" -> Optional.of(AssumeRoleRequest.getDefaultInstance());
            case "GetSessionToken" -> Optional.of(GetSessionTokenRequest.getDefaultInstance());
            default -> Optional.empty();
        };
    }

    @Override
    public Mono<Optional<Message>> perform(Requester requester, String action, QueryForm form) {
        Message result = switch (action) {
            case "GetCallerIdentity" -> identityOf(requester.principal());
            case "AssumeRole" -> roles.assume(requester, form.read(AssumeRoleRequest.getDefaultInstance()));
            case "GetSessionToken" -> users.begin(requester, form.read(GetSessionTokenRequest.getDefaultInstance()));
            default -> throw QueryErrors.unknownAction(action, VERSION);
        };
        return Mono.just(Optional.of(result));
    }

    private static GetCallerIdentityResult identityOf(Principal caller) {
        return GetCallerIdentityResult.newBuilder()
                .setArn(caller.arn())
                .setUserId(caller.userId())
                .setAccount(caller.accountId())
                .build();
    }
}
