// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.28;

/// @notice In which capacity somebody wrote a line.
/// @dev `Holder`: the custodian or its agent. `Party`: admitted by the custodian. `Authority`: an inspector or a
///      regulator. `Role`: anybody with a role for the kind, on an open batch. `Maker`: who made the batch, recalling it.
///      `Recipient`: to whom it was offered, refusing it.
enum Capacity {
    None,
    Holder,
    Party,
    Authority,
    Role,
    Maker,
    Recipient
}
