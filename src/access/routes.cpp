#include "access/routes.h"

#include "access/route.h"

namespace regie::access {
namespace {

using http::Method;

std::string session_cookie(const std::string& token, std::int64_t seconds, bool secure) {
  std::string cookie(kSessionCookie);
  cookie += "=" + token + "; Path=/; HttpOnly; SameSite=Strict; Max-Age=" + std::to_string(seconds);
  if (secure) cookie += "; Secure";
  return cookie;
}

void add_session_routes(Api& api, SessionService& sessions, bool secure) {
  route<Nothing, SignIn, SessionView>(
      api,
      {Method::post,
       "/api/v1/session",
       Permission::public_access,
       "signIn",
       "Signs in and sets the session cookie.",
       200,
       false,
       {ErrorCode::wrong_credentials, ErrorCode::sign_in_throttled}},
      [&sessions, secure](const auto& call) -> Result<SessionView> {
        auto opened = TRY(sessions.sign_in(call.body, call.exchange.request.remote));
        call.exchange.headers.emplace_back(
            "Set-Cookie", session_cookie(opened.token, kSessionHours * 3600, secure));
        return std::move(opened.view);
      });
  route<Nothing, Nothing, SessionView>(
      api,
      {Method::get, "/api/v1/session", Permission::signed_in, "getSession",
       "Who is signed in, for which organisation, and what that allows."},
      [&sessions](const auto& call) -> Result<SessionView> {
        return sessions.view(call.caller());
      });
  route<Nothing, Nothing, Nothing>(
      api, {Method::del, "/api/v1/session", Permission::signed_in, "signOut", "Signs out."},
      [&sessions, secure](const auto& call) -> Result<Nothing> {
        sessions.sign_out(call.caller());
        call.exchange.headers.emplace_back("Set-Cookie", session_cookie("", 0, secure));
        return Nothing{};
      });
  route<Nothing, SwitchOrganisation, SessionView>(
      api,
      {Method::put,
       "/api/v1/session/organisation",
       Permission::signed_in,
       "switchOrganisation",
       "From now on acts for another organisation of the same person.",
       200,
       false,
       {ErrorCode::not_a_member}},
      [&sessions](const auto& call) -> Result<SessionView> {
        return sessions.switch_organisation(call.caller(), call.body);
      });
  route<Nothing, ChangePassword, SessionView>(
      api,
      {Method::put, "/api/v1/session/password", Permission::signed_in, "changePassword",
       "Changes the own password and ends all other sessions."},
      [&sessions](const auto& call) -> Result<SessionView> {
        return sessions.change_password(call.caller(), call.body);
      });
}

void add_account_routes(Api& api, AccountService& accounts) {
  route<Nothing, Nothing, PersonChoiceList>(
      api,
      {Method::get, "/api/v1/people", Permission::register_read, "listPeople",
       "The names of the organisation's members, to choose an owner from."},
      [&accounts](const auto& call) -> Result<PersonChoiceList> {
        return accounts.people(call.caller());
      });
  route<Nothing, Nothing, AccountList>(
      api,
      {Method::get, "/api/v1/accounts", Permission::accounts_manage, "listAccounts",
       "The organisation's members and their roles."},
      [&accounts](const auto& call) -> Result<AccountList> {
        return accounts.accounts(call.caller());
      });
  route<Nothing, NewAccount, TemporaryPassword>(
      api,
      {Method::post,
       "/api/v1/accounts",
       Permission::accounts_manage,
       "createAccount",
       "Adds a member; a new person gets a temporary password, shown once.",
       201,
       false,
       {ErrorCode::already_exists}},
      [&accounts](const auto& call) -> Result<TemporaryPassword> {
        return accounts.create(call.caller(), call.body);
      });
  route<Nothing, AccountChange, Account>(
      api,
      {Method::put,
       "/api/v1/accounts/{id}",
       Permission::accounts_manage,
       "changeAccount",
       "Changes a member's name, roles, or whether the person may sign in.",
       200,
       true,
       {ErrorCode::not_found, ErrorCode::last_administrator, ErrorCode::version_conflict}},
      [&accounts](const auto& call) -> Result<Account> {
        return accounts.change(call.caller(), call.id(), call.version(), call.body);
      });
  route<Nothing, Nothing, TemporaryPassword>(
      api,
      {Method::post,
       "/api/v1/accounts/{id}/password-reset",
       Permission::accounts_manage,
       "resetPassword",
       "Gives a member a new temporary password and ends the person's sessions.",
       200,
       false,
       {ErrorCode::not_found}},
      [&accounts](const auto& call) -> Result<TemporaryPassword> {
        return accounts.reset_password(call.caller(), call.id());
      });
}

void add_discipline_routes(Api& api, AccountService& accounts) {
  route<Nothing, Nothing, DisciplineList>(
      api,
      {Method::get, "/api/v1/disciplines", Permission::assessment_read, "listDisciplines",
       "Who signs assessments, for each discipline."},
      [&accounts](const auto& call) -> Result<DisciplineList> {
        return accounts.disciplines(call.caller());
      });
  route<Nothing, AccountDisciplines, AccountDisciplines>(
      api,
      {Method::put,
       "/api/v1/accounts/{id}/disciplines",
       Permission::accounts_manage,
       "setDisciplines",
       "Says for which disciplines a member signs.",
       200,
       false,
       {ErrorCode::not_found}},
      [&accounts](const auto& call) -> Result<AccountDisciplines> {
        return accounts.set_disciplines(call.caller(), call.id(), call.body);
      });
}

void add_department_routes(Api& api, AccountService& accounts) {
  route<Nothing, Nothing, DepartmentList>(
      api,
      {Method::get, "/api/v1/departments", Permission::signed_in, "listDepartments",
       "The organisation's departments."},
      [&accounts](const auto& call) -> Result<DepartmentList> {
        return accounts.departments(call.caller());
      });
  route<Nothing, NewDepartment, Department>(api,
                                            {Method::post,
                                             "/api/v1/departments",
                                             Permission::departments_manage,
                                             "createDepartment",
                                             "Adds a department.",
                                             201,
                                             false,
                                             {ErrorCode::already_exists}},
                                            [&accounts](const auto& call) -> Result<Department> {
                                              return accounts.create_department(call.caller(),
                                                                                call.body);
                                            });
  route<Nothing, DepartmentChange, Department>(
      api,
      {Method::put,
       "/api/v1/departments/{id}",
       Permission::departments_manage,
       "changeDepartment",
       "Renames a department, or takes it out of use.",
       200,
       true,
       {ErrorCode::not_found, ErrorCode::already_exists, ErrorCode::version_conflict}},
      [&accounts](const auto& call) -> Result<Department> {
        return accounts.change_department(call.caller(), call.id(), call.version(), call.body);
      });
}

void add_token_routes(Api& api, TokenService& tokens) {
  route<ApiTokenQuery, Nothing, ApiTokenList>(
      api,
      {Method::get,
       "/api/v1/tokens",
       Permission::signed_in,
       "listTokens",
       "The caller's own tokens, or everybody's in the organisation.",
       200,
       false,
       {ErrorCode::session_required}},
      [&tokens](const auto& call) -> Result<ApiTokenList> {
        return tokens.list(call.caller(), call.query);
      });
  route<Nothing, NewApiToken, CreatedApiToken>(
      api,
      {Method::post,
       "/api/v1/tokens",
       Permission::signed_in,
       "createToken",
       "Makes a token for a script; its secret is shown this once.",
       201,
       false,
       {ErrorCode::session_required}},
      [&tokens](const auto& call) -> Result<CreatedApiToken> {
        return tokens.create(call.caller(), call.body);
      });
  route<Nothing, Nothing, Nothing>(api,
                                   {Method::del,
                                    "/api/v1/tokens/{id}",
                                    Permission::signed_in,
                                    "revokeToken",
                                    "Ends a token at once.",
                                    204,
                                    false,
                                    {ErrorCode::not_found, ErrorCode::session_required}},
                                   [&tokens](const auto& call) -> Result<void> {
                                     return tokens.revoke(call.caller(), call.id());
                                   });
}

}  // namespace

void add_routes(Api& api, RouteServices services) {
  add_session_routes(api, services.sessions, services.secure_cookies);
  add_account_routes(api, services.accounts);
  add_discipline_routes(api, services.accounts);
  add_department_routes(api, services.accounts);
  add_token_routes(api, services.tokens);
}

}  // namespace regie::access
